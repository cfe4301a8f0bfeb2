package import Foundation
package import Storage

/// What people may ask about themselves: to see, to take along, to have forgotten, and to be left alone.
package struct Privacy: Sendable {
    /// Everything that is held about somebody.
    package struct Holding: Sendable {
        package var turns: Int
        package var answers: Int
        package var facts: [Fact]
        /// What another program kept and no feature uses yet.
        package var imports: Int
        package var isPaused: Bool
    }

    /// What was deleted.
    package struct Receipt: Sendable, Equatable {
        package var turns: Int
        package var answers: Int
        package var facts: Int
        package var at: Date
    }

    private let facts: FactStore
    private let conversations: ConversationStore
    private var database: any Database { facts.database }
    private let now: @Sendable () -> Date

    package init(
        facts: FactStore, conversations: ConversationStore, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.facts = facts
        self.conversations = conversations
        self.now = now
    }

    package func holding(of person: String) async throws -> Holding {
        let known = try await facts.facts(about: person)
        return try await database.read { sql in
            Holding(
                turns: try Self.count("speaker = ?", person, sql),
                answers: try Self.count("subject = ? AND provenance = 'replied'", person, sql), facts: known,
                imports: try KeptImportStore.count(of: person, sql), isPaused: try FactStore.isPaused(person, sql))
        }
    }

    /// Nothing is learnt about somebody from now on, or again.
    package func pause(_ person: String, _ isPaused: Bool) async throws {
        _ = try await database.write { sql in
            try sql.execute(
                """
                INSERT INTO privacy (person, is_paused) VALUES (?, ?)
                ON CONFLICT (person) DO UPDATE SET is_paused = excluded.is_paused
                """, [.text(person), SQLValue(isPaused)])
            // What was said meanwhile is not learnt from afterwards either.
            return try sql.execute(
                "UPDATE turn SET is_learned = 1 WHERE speaker = ? AND is_learned = 0", [.text(person)])
        }
    }

    /// Everything held about somebody, for a file: `{"turns": […], "facts": […], "imports": […]}`, dates as in ISO 8601.
    package func export(of person: String) async throws -> Data {
        let file = try await database.read { sql in
            PrivacyFile(
                person: person,
                turns: try sql.rows(
                    """
                    SELECT place, text, said_at, speaker, source_message FROM turn
                    WHERE speaker = ? OR subject = ? AND provenance = 'replied' ORDER BY id
                    """, [.text(person), .text(person)]
                ).map(PrivacyFile.Words.init),
                facts: try sql.rows(
                    "SELECT * FROM fact WHERE subject = ? OR speaker = ? ORDER BY said_at",
                    [.text(person), .text(person)]
                )
                .map(PrivacyFile.Known.init),
                imports: try sql.rows(
                    "SELECT kind, payload, said_at FROM kept_import WHERE subject = ? OR speaker = ? ORDER BY said_at",
                    [.text(person), .text(person)]
                ).map(PrivacyFile.Import.init))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return try encoder.encode(file)
    }

    /// Deletes everything held about somebody: their words, the answers to them, and what was learnt. Backups follow
    /// as they are replaced.
    package func forget(_ person: String) async throws -> Receipt {
        let date = now()
        _ = try await database.write { sql in try KeptImportStore.forget(person, sql) }
        let known = try await facts.forget(person)
        // What is being learnt meanwhile goes with the turn that it is learnt from.
        let said = try await conversations.forget(person)
        return Receipt(turns: said.turns, answers: said.answers, facts: known, at: date)
    }

    private static func count(_ condition: String, _ person: String, _ sql: any SQLConnection) throws -> Int {
        try sql.row("SELECT COUNT(*) AS n FROM turn WHERE \(condition)", [.text(person)])?.int("n") ?? 0
    }
}

/// What somebody takes along.
private struct PrivacyFile: Encodable {
    struct Words: Encodable {
        var place: String
        var text: String
        var at: Date
        var isAnswer: Bool
        var message: String?

        init(_ row: Row) throws {
            place = try row.text("place")
            text = try row.text("text")
            at = try row.date("said_at")
            isAnswer = try row.text("speaker") == KeptTurn.companion
            message = try row.optionalText("source_message")
        }
    }

    struct Known: Encodable {
        var text: String
        var excerpt: String
        var at: Date
        var until: Date?
        var place: String

        init(_ row: Row) throws {
            text = try row.text("text")
            excerpt = try row.text("excerpt")
            at = try row.date("said_at")
            until = try row.optionalDate("valid_until")
            place = try row.text("place")
        }
    }

    /// What another program kept, as it was brought in.
    struct Import: Encodable {
        var kind: String
        var content: String
        var at: Date

        init(_ row: Row) throws {
            kind = try row.text("kind")
            content = try row.text("payload")
            at = try row.date("said_at")
        }
    }

    var person: String
    var turns: [Words]
    var facts: [Known]
    var imports: [Import]
}
