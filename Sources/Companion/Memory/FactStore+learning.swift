import Foundation
import Storage

/// Something that somebody said, as it is learnt from.
struct SpokenTurn: Sendable {
    var id: Int64
    var text: String
    var said: Said
}

/// Turns what people said into facts about them.
extension FactStore {
    /// Turns that one transaction learns from.
    private static let step = 50

    /// Learns from some of the turns that nothing was learnt from yet.
    ///
    /// - Returns: whether there may be more.
    func learnSome() async throws -> Bool {
        let turns = try await database.read { sql in
            try sql.rows(
                """
                SELECT id, text, speaker, place, source_message, audience, persona, said_at FROM turn
                WHERE is_learned = 0 AND provenance = 'spoken' ORDER BY id LIMIT ?
                """, [SQLValue(Self.step)]
            ).map(Self.spoken)
        }
        guard !turns.isEmpty else { return false }
        let learnt = turns.map { ($0, StatementRules.statements(in: $0.text)) }
        let date = now()
        _ = try await database.write { sql in
            for (turn, statements) in learnt where try Self.claim(turn, sql) {
                try Self.settle(turn, beside: statements, at: date, sql)
                try Self.learn(statements, from: turn, at: date, sql)
            }
        }
        return turns.count == Self.step
    }

    private static func spoken(_ row: Row) throws -> SpokenTurn {
        let speaker = try row.text("speaker")
        let place = try row.text("place")
        // An API's caller may speak for anybody: what is said there is its own.
        let audience = try row.text("audience") == Audience.place(place).key ? Audience.place(place) : .person(speaker)
        return SpokenTurn(
            id: Int64(try row.int("id")), text: try row.text("text"),
            said: Said(
                speaker: speaker, place: place, sourceMessage: try row.optionalText("source_message"),
                audience: audience,
                persona: try row.optionalText("persona").map(PersonaID.character(ofKey:)),
                provenance: .spoken, saidAt: try row.date("said_at")))
    }

    /// - Returns: whether it may be learnt from: it may be gone, or have been changed, since it was read.
    private static func claim(_ turn: SpokenTurn, _ sql: any SQLConnection) throws -> Bool {
        let claimed = try sql.execute(
            "UPDATE turn SET is_learned = 1 WHERE id = ? AND is_learned = 0 AND text = ?",
            [.integer(turn.id), .text(turn.text)])
        return try claimed == 1 && !isPaused(turn.said.speaker, sql)
    }

    /// Makes facts of what was heard in a turn, by rules or by a model; what ``Discretion`` forbids and what only
    /// repeats the companion is left out.
    static func learn(
        _ statements: [Statement], from turn: SpokenTurn, at date: Date, _ sql: any SQLConnection
    ) throws {
        let allowed = statements.filter { Discretion.allows($0, in: turn.said) }
        guard !allowed.isEmpty else { return }
        let echo = try echo(before: turn, sql)
        for statement in allowed where !echo.contains(statement) {
            try learn(statement, from: turn, at: date, sql)
        }
        try trim(turn.said.subject, sql)
    }

    private static func learn(
        _ statement: Statement, from turn: SpokenTurn, at date: Date, _ sql: any SQLConnection
    ) throws {
        let said = turn.said
        var isKnown = false
        for row in try known(to: said, sql) {
            let fact = try Fact(row)
            switch statement.relation(to: fact) {
            case .none: continue
            case .contradicts: try end(fact, at: said.saidAt, sql)
            case .repeats:
                // The same to other ears is kept apart: each has its own hearers.
                guard try row.text("audience") == said.audience.key, try row.optionalText("persona") == said.persona
                else { continue }
                isKnown = true
                try sql.execute(
                    "UPDATE fact SET said_at = ? WHERE id = ? AND said_at < ?",
                    [SQLValue(said.saidAt), .integer(fact.id), SQLValue(said.saidAt)])
            }
        }
        guard !isKnown, !statement.isEnd else { return }
        try keep(statement, from: turn, at: date, sql)
    }

    /// What holds of a speaker when they speak.
    private static func known(to said: Said, _ sql: any SQLConnection) throws -> [Row] {
        try sql.rows(
            """
            SELECT * FROM fact WHERE subject = ? AND (valid_until IS NULL OR valid_until > ?)
            ORDER BY said_at DESC LIMIT ?
            """, [.text(said.subject), SQLValue(said.saidAt), SQLValue(mostFacts)])
    }

    private static func end(_ fact: Fact, at date: Date, _ sql: any SQLConnection) throws {
        try sql.execute("UPDATE fact SET valid_until = ? WHERE id = ?", [SQLValue(date), .integer(fact.id)])
    }

    private static func keep(
        _ statement: Statement, from turn: SpokenTurn, at date: Date, _ sql: any SQLConnection
    ) throws {
        try sql.insert(
            "fact",
            [
                "id": .integer(TurnID.next(at: date)), "kind": .text(statement.kind.rawValue),
                "topic": SQLValue(statement.topic), "text": .text(statement.text),
                "excerpt": .text(String(turn.text.prefix(excerptLimit))), "turn": .integer(turn.id),
                "used_at": SQLValue(date),
            ], said: turn.said)
    }

    static func isPaused(_ person: String, _ sql: any SQLConnection) throws -> Bool {
        try sql.row("SELECT 1 FROM privacy WHERE person = ? AND is_paused = 1", [.text(person)]) != nil
    }

    // MARK: What is over

    /// Ends what somebody says is over, and keeps what they say is there in its place.
    ///
    /// - Parameter statements: what else is heard in the turn; it may say itself what is there now.
    private static func settle(
        _ turn: SpokenTurn, beside statements: [Statement], at date: Date, _ sql: any SQLConnection
    ) throws {
        let changes = StatementChanges(in: turn.text)
        guard !changes.isEmpty else { return }
        for row in try known(to: turn.said, sql) {
            let fact = try Fact(row)
            guard let change = changes.change(of: fact, beside: statements) else { continue }
            try end(fact, at: turn.said.saidAt, sql)
            guard let statement = change.replacement, try mayCarry(row, into: turn.said) else { continue }
            try learn([statement], from: turn, at: date, sql)
        }
    }

    /// What takes a fact's place may have words of it: they stay before those who heard them.
    private static func mayCarry(_ fact: Row, into said: Said) throws -> Bool {
        guard try fact.optionalText("persona") == said.persona else { return false }
        return try said.audience == .person(said.speaker) || fact.text("audience") == said.audience.key
    }

    // MARK: Echoes

    /// Answers before a turn that it may repeat.
    private static let answersEchoed = 3

    private static func echo(before turn: SpokenTurn, _ sql: any SQLConnection) throws -> Echo {
        let answers = try sql.rows(
            """
            SELECT id, text FROM turn WHERE place = ? AND id < ? AND provenance = 'replied' AND subject = ?
            ORDER BY id DESC LIMIT ?
            """,
            [.text(turn.said.place), .integer(turn.id), .text(turn.said.speaker), SQLValue(answersEchoed)])
        let recalled = try answers.flatMap { answer in
            try sql.rows(
                "SELECT excerpt FROM ground WHERE answer = ? AND kind <> 'fact'", [.integer(Int64(answer.int("id")))]
            ).map { try $0.text("excerpt") }
        }
        return Echo(of: try answers.map { try $0.text("text") }, recalled: recalled)
    }
}
