package import Foundation
package import Storage

/// The documents and their passages, each with who is told of it. The database takes the passages along with their
/// document.
package struct DocumentStore: Sendable {
    package static let migrations = [
        Migration(
            "companion: documents",
            """
            CREATE TABLE document (
                id BIGINT PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, format TEXT NOT NULL,
                content_key TEXT NOT NULL, bytes BIGINT NOT NULL, chunk_count BIGINT NOT NULL, modified_at BIGINT,
                \(Said.columns));
            CREATE UNIQUE INDEX document_name ON document (audience, category, name);
            CREATE INDEX document_speaker ON document (speaker);
            CREATE TABLE document_chunk (
                passage BIGINT PRIMARY KEY, document BIGINT NOT NULL, ordinal BIGINT NOT NULL, heading TEXT NOT NULL,
                location TEXT, content_key TEXT NOT NULL);
            CREATE INDEX document_chunk_order ON document_chunk (document, ordinal);
            CREATE TRIGGER document_is_gone AFTER DELETE ON document BEGIN
                DELETE FROM passage WHERE id IN (SELECT passage FROM document_chunk WHERE document = OLD.id);
                DELETE FROM document_chunk WHERE document = OLD.id;
            END;
            CREATE TRIGGER chunk_is_gone AFTER DELETE ON passage WHEN OLD.kind = 'chunk' BEGIN
                DELETE FROM document_chunk WHERE passage = OLD.id;
            END
            """)
    ]

    /// Documents that are listed at once: more than anybody may see, so that a list is whole.
    private static let mostListed = 5_000

    let database: any Database
    let now: @Sendable () -> Date

    package init(database: any Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    // MARK: Looking

    /// All that a viewer may be told of, by folder and name.
    package func documents(for viewer: Viewer) async throws -> [Document] {
        let access = viewer.condition(at: now())
        return try await list(where: access.sql, access.arguments)
    }

    /// All that were put there for the same people, by folder and name. Mind who asks: they must be among them.
    package func documents(of audience: Audience) async throws -> [Document] {
        try await list(where: "audience = ?", [.text(audience.key)])
    }

    private func list(where condition: String, _ arguments: [SQLValue]) async throws -> [Document] {
        try await database.read { sql in
            try sql.rows(
                "SELECT * FROM document WHERE \(condition) ORDER BY category, name, id LIMIT ?",
                arguments + [SQLValue(Self.mostListed)]
            ).map(Document.init)
        }
    }

    /// Whether there is any document that a viewer may be told of.
    func hasAny(for viewer: Viewer) async throws -> Bool {
        let access = viewer.condition(at: now())
        return try await database.read { sql in
            try sql.row("SELECT 1 FROM document WHERE \(access.sql) LIMIT 1", access.arguments) != nil
        }
    }

    // MARK: Removing

    /// Removes a document that was put there for these people, and for no others. Mind who asks.
    ///
    /// - Returns: what it was; nil where there is none.
    @discardableResult
    package func remove(_ id: Int64, of audience: Audience) async throws -> Document? {
        try await database.write { sql in
            let which: [SQLValue] = [.integer(id), .text(audience.key)]
            guard let row = try sql.row("SELECT * FROM document WHERE id = ? AND audience = ?", which) else {
                return nil
            }
            try sql.execute("DELETE FROM document WHERE id = ? AND audience = ?", which)
            return try Document(row)
        }
    }
}

// MARK: Going along

extension DocumentStore {
    /// A realm is gone, and what was put there for its members with it.
    static func end(realm: String, _ sql: any SQLConnection) throws {
        try sql.execute("DELETE FROM document WHERE audience = ?", [.text(Audience.realm(realm).key)])
    }

    /// Somebody is forgotten: their own documents go, those that they put there for others stay without their name.
    ///
    /// - Returns: how many are gone.
    @discardableResult
    static func forget(_ person: String, _ sql: any SQLConnection) throws -> Int {
        let count = try sql.execute("DELETE FROM document WHERE audience = ?", [.text(Audience.person(person).key)])
        for table in ["passage", "document"] {
            let ofDocuments = table == "passage" ? "kind = 'chunk' AND " : ""
            try sql.execute(
                "UPDATE \(table) SET speaker = audience, subject = audience WHERE \(ofDocuments)speaker = ?",
                [.text(person)])
        }
        return count
    }
}
