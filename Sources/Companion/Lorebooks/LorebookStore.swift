package import Foundation
package import Inference
package import Storage

/// All lorebooks: the operator's files, those of servers in the database, and those that characters bring with them.
///
/// What they say is told as knowledge of a world: it gives nobody any rights, and nothing is learnt from it.
package struct LorebookStore: Sendable {
    package static let migrations = [
        Migration(
            "companion: lorebooks",
            """
            CREATE TABLE lorebook (
                id BIGINT PRIMARY KEY, revision BIGINT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL,
                file BLOB NOT NULL, size BIGINT NOT NULL, entries BIGINT NOT NULL, characters TEXT NOT NULL,
                is_enabled BIGINT NOT NULL, \(Said.columns));
            CREATE UNIQUE INDEX lorebook_name ON lorebook (audience, name_key);
            CREATE TABLE lore_state (place TEXT PRIMARY KEY, state TEXT NOT NULL);
            CREATE TRIGGER lorebook_as_ground_is_gone AFTER DELETE ON lorebook BEGIN
                DELETE FROM ground WHERE item = OLD.id AND kind = 'lore';
            END;
            CREATE TRIGGER talk_with_lore_is_gone AFTER DELETE ON turn
            WHEN NOT EXISTS (SELECT 1 FROM turn WHERE place = OLD.place) BEGIN
                DELETE FROM lore_state WHERE place = OLD.place;
            END
            """)
    ]

    /// Bytes of a file that people may bring.
    package static let fileLimit = 2 << 20
    /// Books of one server, or of everyone.
    package static let mostBooks = 20
    /// Bytes of their files together.
    package static let mostBytes = 16 << 20
    /// Characters of a name.
    package static let nameLimit = 60
    /// Characters that one book may be for.
    package static let mostCharacters = 20
    /// What a test may take.
    static let tokensToTest = Memory.Measure.full.lore

    let database: any Database
    let personas: PersonaLibrary
    let shelf: LoreShelf
    let cache = LoreBookCache()
    /// Nil: entries are found by their keys alone.
    let meanings: LoreMeanings?
    let now: @Sendable () -> Date
    let chance: LoreChance

    /// - Parameters:
    ///   - folder: of the operator's files; need not exist.
    ///   - embedder: finds entries by their meaning; the one that finds memories.
    ///   - chance: for entries that are told now and then.
    package init(
        database: any Database, personas: PersonaLibrary, folder: String? = nil, embedder: (any Embedder)? = nil,
        now: @escaping @Sendable () -> Date = { Date() },
        chance: @escaping @Sendable () -> UInt64 = { .random(in: .min ... .max) }
    ) {
        self.database = database
        self.personas = personas
        shelf = LoreShelf(folder)
        meanings = embedder.map { LoreMeanings($0) }
        self.now = now
        self.chance = LoreChance(chance)
    }

    // MARK: Looking

    /// The books of a realm, or those of everyone, the operator's files among them, by name.
    package func list(of audience: Audience) async throws -> [LorebookSummary] {
        let kept = try await database.read { sql in
            try sql.rows(
                """
                SELECT name, is_enabled, characters, entries, size, said_at FROM lorebook WHERE audience = ?
                ORDER BY name_key
                """, [.text(audience.key)]
            ).map(LorebookSummary.init)
        }
        return (audience == .everyone ? files : []) + kept
    }

    /// The file of a book: as it came, or as it was changed since. Nil where there is none of this name.
    package func book(named name: String, of audience: Audience) async throws -> [UInt8]? {
        let key = Self.key(of: name)
        let kept = try await database.read { sql in
            try sql.row(
                "SELECT file FROM lorebook WHERE audience = ? AND name_key = ?", [.text(audience.key), .text(key)])?
                .blob("file")
        }
        if let kept { return Array(kept) }
        return audience == .everyone ? try shelf.bytes(of: name) : nil
    }

    /// The same as text to edit, for ``save(_:named:else:for:characters:by:)``: of a picture, the book in it.
    package func json(named name: String, of audience: Audience) async throws -> [UInt8]? {
        let bytes = try await book(named: name, of: audience)
        guard let bytes, PNGFile.isPNG(bytes) else { return bytes }
        do { return try LoreFile(bytes).book.characterBook.bytes } catch { throw Mistake("\(error)") }
    }

    private var files: [LorebookSummary] {
        shelf.summaries.map { summary in
            var summary = summary
            summary.characters = personas.characters(naming: summary.name)
            return summary
        }
    }

    // MARK: Changing

    /// Whether a book is told of.
    ///
    /// - Returns: false where there is none of this name.
    package func enable(_ isEnabled: Bool, _ name: String, of audience: Audience) async throws -> Bool {
        let key = Self.key(of: name)
        return try await database.write { sql in
            try sql.execute(
                "UPDATE lorebook SET is_enabled = ? WHERE audience = ? AND name_key = ?",
                [SQLValue(isEnabled), .text(audience.key), .text(key)]) == 1
        }
    }

    /// - Returns: false where there is none of this name.
    package func remove(_ name: String, of audience: Audience) async throws -> Bool {
        let key = Self.key(of: name)
        return try await database.write { sql in
            try sql.execute(
                "DELETE FROM lorebook WHERE audience = ? AND name_key = ?", [.text(audience.key), .text(key)]) == 1
        }
    }

    /// A realm is gone, and its books with it.
    static func end(realm: String, _ sql: any SQLConnection) throws {
        try sql.execute("DELETE FROM lorebook WHERE audience = ?", [.text(Audience.realm(realm).key)])
    }

    static func key(of name: String) -> String { name.trimming(\.isWhitespace).lowercased() }
}

extension LorebookSummary {
    init(_ row: Row) throws {
        self.init(
            name: try row.text("name"), isFile: false, isEnabled: try row.bool("is_enabled"),
            characters: LorebookStore.characters(try row.text("characters")), entries: try row.int("entries"),
            size: try row.int("size"), savedAt: try row.date("said_at"))
    }
}

extension LorebookStore {
    /// From what is stored, to what is stored.
    static func characters(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
    static func text(_ characters: [String]) -> String { characters.joined(separator: " ") }
}
