package import Foundation
import Logging
package import Storage

/// Everything that can be looked through, with its words and vectors. A turn that is deleted or edited takes its
/// passage along: the database sees to it.
package struct PassageStore: Sendable {
    package static let migrations = [
        Migration(
            "companion: passages",
            """
            CREATE TABLE passage (
                id BIGINT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL,
                terms TEXT NOT NULL, embedding BIGINT NOT NULL DEFAULT 0, \(Said.columns));
            CREATE INDEX passage_audience ON passage (audience, id);
            CREATE INDEX passage_speaker ON passage (speaker, audience);
            CREATE INDEX passage_place ON passage (place, id);
            CREATE INDEX passage_embedding ON passage (embedding, id);
            CREATE TABLE passage_vector (passage BIGINT PRIMARY KEY, components BLOB NOT NULL);
            CREATE TABLE passage_gone (passage BIGINT PRIMARY KEY, audience TEXT NOT NULL);
            CREATE TABLE embedding (id INTEGER PRIMARY KEY, model TEXT NOT NULL);
            ALTER TABLE turn ADD COLUMN is_indexed BIGINT NOT NULL DEFAULT 0;
            CREATE INDEX turn_unindexed ON turn (id) WHERE is_indexed = 0;
            \(TextIndex.creation(of: "passage_text", over: "passage", column: "terms"))
            CREATE TRIGGER passage_is_gone AFTER DELETE ON passage BEGIN
                DELETE FROM passage_vector WHERE passage = OLD.id;
                INSERT OR REPLACE INTO passage_gone (passage, audience) VALUES (OLD.id, OLD.audience);
            END;
            CREATE TRIGGER turn_with_passage_is_gone AFTER DELETE ON turn BEGIN
                DELETE FROM passage WHERE id = OLD.id AND kind = 'turn';
            END;
            CREATE TRIGGER turn_with_passage_is_edited AFTER UPDATE OF text ON turn BEGIN
                DELETE FROM passage WHERE id = OLD.id AND kind = 'turn';
                UPDATE turn SET is_indexed = 0 WHERE id = OLD.id;
            END
            """)
    ]

    package static let laterMigrations = [
        Migration(
            "companion: vectors know what was said before",
            """
            DROP TRIGGER passage_is_gone;
            CREATE TRIGGER passage_is_gone AFTER DELETE ON passage BEGIN
                DELETE FROM passage_vector WHERE passage = OLD.id;
                INSERT OR REPLACE INTO passage_gone (passage, audience) VALUES (OLD.id, OLD.audience);
                DELETE FROM passage_vector WHERE passage =
                    (SELECT id FROM passage WHERE place = OLD.place AND id > OLD.id ORDER BY id LIMIT 1);
                UPDATE passage SET embedding = 0 WHERE id =
                    (SELECT id FROM passage WHERE place = OLD.place AND id > OLD.id ORDER BY id LIMIT 1);
            END;
            UPDATE passage SET embedding = 0;
            \(TextIndex.counting("passage_text"))
            """)
    ]

    /// Turns or vectors that one transaction takes in.
    static let step = 200
    /// Pages of the full text index that one transaction merges.
    private static let pagesMerged = 500

    let database: any Database
    let now: @Sendable () -> Date

    package init(database: any Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    // MARK: Taking in

    /// Takes in some of the turns that cannot be found yet.
    ///
    /// - Returns: whether there may be more.
    func indexSome() async throws -> Bool {
        let turns = try await database.read { sql in
            try sql.rows("SELECT * FROM turn WHERE is_indexed = 0 ORDER BY id LIMIT ?", [SQLValue(Self.step)])
        }
        guard !turns.isEmpty else { return false }
        var found: [(Int, String, [(column: String, value: SQLValue)])] = []
        var unreadable: [Int] = []
        for turn in turns {
            do {
                found.append((try turn.int("id"), try turn.text("text"), try Self.row(of: turn)))
            } catch StorageError.badRow {
                // One row that cannot be read does not keep the others from being found.
                unreadable.append(try turn.int("id"))
            }
        }
        if !unreadable.isEmpty {
            Logger(label: "acore.recall").warning(
                "some turns cannot be found", metadata: ["turns": "\(unreadable)"])
        }
        _ = try await database.write { [found, unreadable] sql in
            for id in unreadable { try sql.execute("UPDATE turn SET is_indexed = 1 WHERE id = ?", [SQLValue(id)]) }
            for (id, text, row) in found {
                // It may be gone, or have been changed, since it was read.
                let claimed = try sql.execute(
                    "UPDATE turn SET is_indexed = 1 WHERE id = ? AND is_indexed = 0 AND text = ?",
                    [SQLValue(id), .text(text)])
                if claimed == 1 { try sql.insert("passage", row) }
            }
        }
        return turns.count == Self.step
    }

    private static func row(of turn: Row) throws -> [(column: String, value: SQLValue)] {
        let name = try turn.text("speaker_name")
        let text = try turn.text("text")
        let copied = [
            "id", "speaker", "subject", "place", "source_message", "audience", "provenance", "said_at", "valid_until",
            "expires_at",
        ]
        return [
            ("kind", .text(Passage.Kind.turn.rawValue)), ("name", .text(name)), ("text", .text(text)),
            ("terms", .text(Terms.of("\(name) \(text)").joined(separator: " "))),
            ("persona", SQLValue(try turn.optionalText("persona").map(PersonaID.character(ofKey:)))),
        ] + (try copied.map { ($0, try turn.value($0)) })
    }

    // MARK: Forgetting

    /// Takes what was deleted out of the full text index: until its parts are merged, they still hold the words.
    func scrub() async throws {
        var isFirst = true
        while true {
            // A negative number begins to merge all parts into one, a positive one goes on.
            let pages = isFirst ? -Self.pagesMerged : Self.pagesMerged
            let isChanged = try await database.write { sql in
                let before = try sql.row("SELECT total_changes() AS n")?.int("n") ?? 0
                try sql.execute(
                    "INSERT INTO passage_text (passage_text, rank) VALUES ('merge', ?)", [SQLValue(pages)])
                return (try sql.row("SELECT total_changes() AS n")?.int("n") ?? 0) - before > 1
            }
            guard isChanged || isFirst else { return }
            isFirst = false
        }
    }

    // MARK: Vectors

    /// The number under which vectors of a model are kept. Another model than the last gets a new one.
    func embedding(of model: String) async throws -> Int {
        try await database.write { sql in
            let last = try sql.row("SELECT id, model FROM embedding ORDER BY id DESC LIMIT 1")
            if let last, try last.text("model") == model { return try last.int("id") }
            let id = (try last?.int("id") ?? 0) + 1
            try sql.insert("embedding", ["id": SQLValue(id), "model": .text(model)])
            return id
        }
    }

    /// A passage that has no vector yet, and what is to be read for it.
    struct Unembedded: Sendable {
        var passage: Passage
        var words: String
    }

    /// Some passages that have no vector of this model yet, the newest first.
    func unembedded(_ embedding: Int, limit: Int) async throws -> [Unembedded] {
        try await database.read { sql in
            try sql.rows(
                """
                SELECT \(Passage.columns), (
                    SELECT last.name || ': ' || last.text FROM passage AS last
                    WHERE last.place = passage.place AND last.id < passage.id AND last.kind = 'turn'
                        AND last.audience = passage.audience AND last.persona IS passage.persona
                        AND last.said_at > passage.said_at - ?
                    ORDER BY last.id DESC LIMIT 1) AS previous
                FROM passage WHERE embedding < ? ORDER BY embedding DESC, id DESC LIMIT ?
                """, [SQLValue(Self.sitting), SQLValue(embedding), SQLValue(limit)]
            ).map { row in
                let passage = try Passage(row)
                let previous = passage.kind == .turn ? try row.optionalText("previous") : nil
                return Unembedded(passage: passage, words: passage.words(after: previous))
            }
        }
    }

    /// What is said this many milliseconds later does not answer to it any more: six hours.
    private static let sitting = 6 * 3_600_000

    /// Keeps the vectors of passages that are still what they were.
    func keep(_ vectors: [(passage: Passage, vector: StoredVector)], of embedding: Int) async throws {
        _ = try await database.write { sql in
            for (passage, vector) in vectors {
                let claimed = try sql.execute(
                    "UPDATE passage SET embedding = ? WHERE id = ? AND text = ?",
                    [SQLValue(embedding), .integer(passage.id), .text(passage.text)])
                guard claimed == 1 else { continue }
                try sql.execute(
                    """
                    INSERT INTO passage_vector (passage, components) VALUES (?, ?)
                    ON CONFLICT (passage) DO UPDATE SET components = excluded.components
                    """, [.integer(passage.id), .blob(vector.blob)])
            }
        }
    }
}
