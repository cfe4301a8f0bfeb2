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
        package var turns = 0
        package var answers = 0
        package var facts = 0
        /// Answers to others that were made from their words, or from what was known about them.
        package var answersToOthers = 0
        /// Files that were theirs alone.
        package var documents = 0
        package var at: Date

        package init(at date: Date) { at = date }

        /// The same person was forgotten under another id, too.
        package mutating func add(_ other: Receipt) {
            turns += other.turns
            answers += other.answers
            facts += other.facts
            answersToOthers += other.answersToOthers
            documents += other.documents
            at = max(at, other.at)
        }
    }

    let facts: FactStore
    let conversations: ConversationStore
    let marks: PrivacyMarks?
    var database: any Database { facts.database }
    let now: @Sendable () -> Date

    /// - Parameter marks: what a restored backup must not undo; nil where none can be restored.
    package init(
        facts: FactStore, conversations: ConversationStore, marks: PrivacyMarks? = nil,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.facts = facts
        self.conversations = conversations
        self.marks = marks
        self.now = now
    }

    package func holding(of person: String) async throws -> Holding {
        let known = try await facts.facts(about: person)
        let isMarked = marks?.isPaused(person) == true
        return try await database.read { sql in
            Holding(
                turns: try Self.count("speaker = ?", person, sql),
                answers: try Self.count("subject = ? AND provenance = 'replied'", person, sql), facts: known,
                imports: try KeptImportStore.count(of: person, sql),
                isPaused: try FactStore.isPaused(person, sql) || isMarked)
        }
    }

    /// Nothing is learnt about somebody from now on, or again.
    package func pause(_ person: String, _ isPaused: Bool) async throws {
        let mark = try marks?.note(isPaused ? .pause : .resume, of: person, at: now())
        try await database.write { sql in
            try Self.pause(person, isPaused, sql)
            try Self.follow(mark, sql)
        }
    }

    /// Everything held about somebody, for a file: `{"turns": […], "facts": […], "documents": […],
    /// "plans": […], "imports": […]}`, dates as in ISO 8601.
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
                documents: try sql.rows(
                    "SELECT * FROM document WHERE speaker = ? OR audience = ? ORDER BY said_at",
                    [.text(person), .text(Audience.person(person).key)]
                ).map(PrivacyFile.Brought.init),
                plans: try sql.rows(
                    "SELECT * FROM callback WHERE speaker = ? OR subject = ? ORDER BY said_for",
                    [.text(person), .text(person)]
                ).map(PrivacyFile.Plan.init),
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

    /// A file; what is in it they have themselves.
    struct Brought: Encodable {
        var name: String
        var at: Date
        var isTheirsAlone: Bool

        init(_ row: Row) throws {
            let document = try Document(row)
            name = document.path
            at = document.addedAt
            isTheirsAlone = document.audience.hasPrefix("person:")
        }
    }

    struct Plan: Encodable {
        var who: String
        var what: String
        var when: Date
        var place: String

        init(_ row: Row) throws {
            who = try row.text("who")
            what = try row.text("what")
            when = try row.date("said_for")
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
    var documents: [Brought]
    var plans: [Plan]
    var imports: [Import]
}
