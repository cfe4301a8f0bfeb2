import Companion
package import Foundation
package import Storage

/// The keys with which other programs talk to the companion. Each is a speaker
/// and an audience of its own.
package struct APIKeys: Sendable {
    package static let migrations = [
        Migration(
            "api keys: table",
            """
            CREATE TABLE api_key (
                id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, created_at BIGINT NOT NULL,
                used_at BIGINT)
            """)
    ]

    let database: any Database
    private let now: @Sendable () -> Date

    package init(database: any Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// - Returns: the key, this once: only its hash is kept.
    /// - Throws: ``Mistake`` where the name is empty, too long or taken.
    package func add(name: String) async throws -> String {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...80).contains(name.count) else { throw Mistake("A key's name has 1 to 80 characters.") }
        let id = Token.readable(10)
        let key = "ak_\(id)_\(Token.make())"
        let now = now()
        let isNew = try await database.write { sql in
            guard try sql.row("SELECT id FROM api_key WHERE name = ?", [.text(name)]) == nil else { return false }
            try sql.insert(
                "api_key",
                [
                    "id": .text(id), "name": .text(name), "hash": .text(Token.hash(key)), "created_at": SQLValue(now),
                ])
            try AuditLog.record(.init(who: "terminal", action: .keyAdded, key: name), at: now, in: sql)
            return true
        }
        guard isNew else { throw Mistake("There is a key called “\(name)” already. Remove it, or take another name.") }
        return key
    }

    /// By name.
    package func list() async throws -> [APIKey] {
        try await database.read { sql in
            try sql.rows("SELECT id, name, created_at, used_at FROM api_key ORDER BY name").map(APIKey.init)
        }
    }

    /// With a key goes what was said with it: nobody else could ever read that, or delete it.
    ///
    /// - Returns: whether there was a key of this name or id.
    @discardableResult
    package func remove(_ nameOrID: String) async throws -> Bool {
        let now = now()
        return try await database.write { sql in
            let key = "SELECT id FROM api_key WHERE name = ? OR id = ?"
            guard let id = try sql.row(key, [.text(nameOrID), .text(nameOrID)])?.text("id") else { return false }
            try sql.execute("DELETE FROM api_key WHERE id = ?", [.text(id)])
            try ConversationStore.deleteAll(ownedBy: APIKey.speakerID(id), in: sql)
            try AuditLog.record(.init(who: "terminal", action: .keyRemoved, key: nameOrID), at: now, in: sql)
            return true
        }
    }

    /// Whose key this is. When it was last used is noted to the minute.
    func key(for text: String) async throws -> APIKey? {
        let parts = text.split(separator: "_", maxSplits: 2)
        guard parts.count == 3, parts[0] == "ak", text.utf8.count <= 100 else { return nil }
        let id = String(parts[1])
        let found = try await database.read { sql in
            try sql.row("SELECT id, name, created_at, used_at, hash FROM api_key WHERE id = ?", [.text(id)])
                .map { (key: try APIKey($0), hash: try $0.text("hash")) }
        }
        guard let found, Token.areEqual(found.hash, Token.hash(text)) else { return nil }
        try await note(found.key)
        return found.key
    }

    private func note(_ key: APIKey) async throws {
        let now = now()
        guard now.timeIntervalSince(key.usedAt ?? .distantPast) > 60 else { return }
        _ = try await database.write { sql in
            try sql.execute("UPDATE api_key SET used_at = ? WHERE id = ?", [SQLValue(now), .text(key.id)])
        }
    }
}

/// A key, without what it opens with.
package struct APIKey: Sendable, Equatable {
    package let id: String
    package let name: String
    package let createdAt: Date
    package let usedAt: Date?

    /// Whose talks are those that are had with it.
    static func speakerID(_ id: String) -> String { "api:\(id)" }

    init(_ row: Row) throws {
        id = try row.text("id")
        name = try row.text("name")
        createdAt = try row.date("created_at")
        usedAt = try row.optionalDate("used_at")
    }
}
