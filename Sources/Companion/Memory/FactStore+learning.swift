import Foundation
import Storage

/// Turns what people said into facts about them.
extension FactStore {
    /// Turns that one transaction learns from.
    private static let step = 50

    private struct Spoken {
        var id: Int64
        var text: String
        var said: Said
    }

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
            for (turn, statements) in learnt { try Self.learn(statements, from: turn, at: date, sql) }
        }
        return turns.count == Self.step
    }

    private static func spoken(_ row: Row) throws -> Spoken {
        let speaker = try row.text("speaker")
        let place = try row.text("place")
        // An API's caller may speak for anybody: what is said there is its own.
        let audience = try row.text("audience") == Audience.place(place).key ? Audience.place(place) : .person(speaker)
        return Spoken(
            id: Int64(try row.int("id")), text: try row.text("text"),
            said: Said(
                speaker: speaker, place: place, sourceMessage: try row.optionalText("source_message"),
                audience: audience,
                persona: try row.optionalText("persona").map(PersonaID.character(ofKey:)),
                provenance: .spoken, saidAt: try row.date("said_at")))
    }

    private static func learn(
        _ statements: [Statement], from turn: Spoken, at date: Date, _ sql: any SQLConnection
    ) throws {
        // It may be gone, or have been changed, since it was read.
        let claimed = try sql.execute(
            "UPDATE turn SET is_learned = 1 WHERE id = ? AND is_learned = 0 AND text = ?",
            [.integer(turn.id), .text(turn.text)])
        guard claimed == 1, !statements.isEmpty, try !isPaused(turn.said.speaker, sql) else { return }
        for statement in statements { try learn(statement, from: turn, at: date, sql) }
        try trim(turn.said.subject, at: date, sql)
    }

    private static func learn(
        _ statement: Statement, from turn: Spoken, at date: Date, _ sql: any SQLConnection
    ) throws {
        let said = turn.said
        let known = try sql.rows(
            """
            SELECT * FROM fact WHERE subject = ? AND (valid_until IS NULL OR valid_until > ?)
            ORDER BY said_at DESC LIMIT ?
            """, [.text(said.subject), SQLValue(said.saidAt), SQLValue(mostFacts)])
        var isKnown = false
        for row in known {
            let fact = try Fact(row)
            switch statement.relation(to: fact) {
            case .none: continue
            case .contradicts:
                try sql.execute(
                    "UPDATE fact SET valid_until = ? WHERE id = ?", [SQLValue(said.saidAt), .integer(fact.id)])
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
        try sql.insert(
            "fact",
            [
                "id": .integer(TurnID.next(at: date)), "kind": .text(statement.kind.rawValue),
                "topic": SQLValue(statement.topic), "text": .text(statement.text),
                "excerpt": .text(String(turn.text.prefix(excerptLimit))), "turn": .integer(turn.id),
            ], said: said)
    }

    static func isPaused(_ person: String, _ sql: any SQLConnection) throws -> Bool {
        try sql.row("SELECT 1 FROM privacy WHERE person = ? AND is_paused = 1", [.text(person)]) != nil
    }

    private static func trim(_ person: String, at date: Date, _ sql: any SQLConnection) throws {
        for (condition, most) in [("valid_until IS NULL", mostFacts), ("valid_until IS NOT NULL", mostFormer)] {
            try sql.execute(
                """
                DELETE FROM fact WHERE id IN (SELECT id FROM fact WHERE subject = ? AND \(condition)
                    ORDER BY said_at DESC LIMIT 1000 OFFSET ?)
                """, [.text(person), SQLValue(most)])
        }
    }
}

extension Statement {
    enum Relation { case none, repeats, contradicts }

    /// What it means for something that was known before.
    func relation(to fact: Fact) -> Relation {
        let isSame = Self.words(of: text) == Self.words(of: fact.text)
        if isEnd { return isSame && topic == fact.topic ? .contradicts : .none }
        if isSame { return .repeats }
        return topic != nil && topic == fact.topic ? .contradicts : .none
    }

    private static func words(of text: String) -> Set<String> {
        Set(
            SubjectKey.key(of: text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)).split(
                separator: " "
            ).map(String.init))
    }
}
