import Foundation
import Logging
import Storage

/// Turns what people said into facts about them.
extension FactStore {
    /// Turns that one transaction learns from.
    private static let step = 50

    /// Values of `turn.is_learned`.
    enum Learned: Int64 {
        case notYet, yes
        /// Said while its speaker did not want to be learnt about, or before they had all forgotten; or it cannot be
        /// read. An edit does not change that.
        case never
    }

    /// Learns from some of the turns that nothing was learnt from yet.
    ///
    /// - Returns: whether there may be more.
    func learnSome() async throws -> Bool {
        let (turns, unreadable) = try await nextTurns()
        guard !turns.isEmpty || !unreadable.isEmpty else { return false }
        let heard = turns.map { turn in (turn, turn.parts.map { StatementRules.statements(in: $0.text) }) }
        let date = now()
        try await giveUp(unreadable)
        do {
            _ = try await database.write { sql in
                for (turn, statements) in heard { try learn(statements, from: turn, at: date, sql) }
            }
        } catch let error as StorageError where error.isAboutContents {
            try await learnOneByOne(heard, at: date)
        }
        return turns.count + unreadable.count == Self.step
    }

    private func nextTurns() async throws -> (turns: [SpokenTurn], unreadable: [Int64]) {
        try await database.read { sql in
            let rows = try sql.rows(
                """
                SELECT id, text, speaker, place, source_message, audience, persona, said_at FROM turn
                WHERE is_learned = 0 AND provenance = 'spoken' ORDER BY id LIMIT ?
                """, [SQLValue(Self.step)])
            var turns: [SpokenTurn] = []
            var unreadable: [Int64] = []
            for row in rows {
                do {
                    turns.append(try SpokenTurn(row, sql))
                } catch StorageError.badRow {
                    unreadable.append(Int64(try row.int("id")))
                }
            }
            return (turns, unreadable)
        }
    }

    /// One turn that cannot be learnt from does not keep the others from it.
    private func learnOneByOne(_ heard: [(SpokenTurn, [[Statement]])], at date: Date) async throws {
        for (turn, statements) in heard {
            do {
                _ = try await database.write { sql in try learn(statements, from: turn, at: date, sql) }
            } catch let error as StorageError where error.isAboutContents {
                try await giveUp([turn.id])
            }
        }
    }

    private func giveUp(_ turns: [Int64]) async throws {
        guard !turns.isEmpty else { return }
        Logger(label: "acore.memory").warning("some turns cannot be learnt from", metadata: ["turns": "\(turns)"])
        _ = try await database.write { sql in
            for turn in turns { try Self.mark(turn, .never, sql) }
        }
    }

    private static func mark(_ turn: Int64, _ learned: Learned, _ sql: any SQLConnection) throws {
        try sql.execute("UPDATE turn SET is_learned = ? WHERE id = ?", [.integer(learned.rawValue), .integer(turn)])
    }

    private func learn(
        _ statements: [[Statement]], from turn: SpokenTurn, at date: Date, _ sql: any SQLConnection
    ) throws {
        // It may be gone, or have been changed, since it was read.
        let claimed = try sql.execute(
            "UPDATE turn SET is_learned = 1 WHERE id = ? AND is_learned = 0 AND text = ?",
            [.integer(turn.id), .text(turn.text)])
        guard claimed == 1 else { return }
        guard try Self.mayLearn(from: turn.said, sql), marks?.isPaused(turn.said.speaker) != true else {
            return try Self.mark(turn.id, .never, sql)
        }
        for (part, statements) in zip(turn.parts, statements) {
            try Self.settle(turn, part, beside: statements, at: date, sql)
            try Self.learn(statements, from: turn, part, at: date, sql)
        }
    }

    /// Makes facts of what was heard in a turn, by rules or by a model; what ``Discretion`` forbids and what only
    /// repeats the companion is left out.
    ///
    /// - Parameter part: the message that it was heard in.
    static func learn(
        _ statements: [Statement], from turn: SpokenTurn, _ part: SpokenTurn.Part, at date: Date,
        _ sql: any SQLConnection
    ) throws {
        let allowed = statements.filter { Discretion.allows($0, in: turn.said) }
        guard !allowed.isEmpty else { return }
        let echo = try echo(before: turn, sql)
        for statement in allowed where !echo.contains(statement) {
            try learn(statement, from: turn, part, at: date, sql)
        }
        try trim(turn.said.subject, sql)
    }

    private static func learn(
        _ statement: Statement, from turn: SpokenTurn, _ part: SpokenTurn.Part, at date: Date,
        _ sql: any SQLConnection
    ) throws {
        var said = turn.said
        said.sourceMessage = part.message ?? said.sourceMessage
        var lesson = Lesson(statement, said)
        for fact in try known(to: said, sql) { lesson.consider(fact) }
        for end in try ends(after: said, sql) { lesson.consider(end: end) }
        for id in lesson.ended { try end(id, at: said.saidAt, sql) }
        for id in lesson.repeated {
            try sql.execute(
                "UPDATE fact SET said_at = ? WHERE id = ? AND said_at < ?",
                [SQLValue(said.saidAt), .integer(id), SQLValue(said.saidAt)])
        }
        guard lesson.isNew else { return }
        said.validUntil = lesson.validUntil
        var row: [(column: String, value: SQLValue)] = [
            ("id", .integer(TurnID.next(at: date))), ("topic", SQLValue(statement.topic)),
            ("text", .text(statement.text)), ("turn", .integer(turn.id)),
        ]
        if !statement.isEnd {
            row += [
                ("kind", .text(statement.kind.rawValue)),
                ("excerpt", .text(String(part.text.prefix(excerptLimit)))), ("used_at", SQLValue(date)),
            ]
        }
        try sql.insert(statement.isEnd ? "fact_end" : "fact", row + said.values)
    }

    /// What holds when something is said, or will.
    private static func known(to said: Said, _ sql: any SQLConnection) throws -> [Lesson.Known] {
        try sql.rows(
            """
            SELECT * FROM fact WHERE subject = ? AND (valid_until IS NULL OR valid_until > ?)
            ORDER BY said_at DESC LIMIT ?
            """, [.text(said.subject), SQLValue(said.saidAt), SQLValue(mostFacts + mostFormer)]
        ).map(Lesson.Known.init)
    }

    /// What was taken back later.
    private static func ends(after said: Said, _ sql: any SQLConnection) throws -> [FactEnd] {
        try sql.rows(
            "SELECT * FROM fact_end WHERE subject = ? AND said_at > ? ORDER BY said_at DESC LIMIT ?",
            [.text(said.subject), SQLValue(said.saidAt), SQLValue(mostFormer)]
        ).map(FactEnd.init)
    }

    // MARK: Leave

    static func isPaused(_ person: String, _ sql: any SQLConnection) throws -> Bool {
        try sql.row("SELECT 1 FROM privacy WHERE person = ? AND is_paused = 1", [.text(person)]) != nil
    }

    private static func mayLearn(from said: Said, _ sql: any SQLConnection) throws -> Bool {
        try sql.row(
            "SELECT 1 FROM privacy WHERE person = ? AND (is_paused = 1 OR forgotten_at >= ?)",
            [.text(said.speaker), SQLValue(said.saidAt)]) == nil
    }

    // MARK: What is over

    /// Ends what somebody says is over, and keeps what they say is there in its place.
    ///
    /// - Parameter statements: what else is heard in the turn; it may say itself what is there now.
    private static func settle(
        _ turn: SpokenTurn, _ part: SpokenTurn.Part, beside statements: [Statement], at date: Date,
        _ sql: any SQLConnection
    ) throws {
        let changes = StatementChanges(in: part.text)
        guard !changes.isEmpty else { return }
        let said = turn.said
        for known in try known(to: said, sql) where known.fact.saidAt <= said.saidAt {
            guard let change = changes.change(of: known.fact, beside: statements) else { continue }
            if Lesson.hears(known.audience, what: said.audience.key, by: said.speaker) {
                try end(known.fact.id, at: said.saidAt, sql)
            } else {
                // It goes on for those who did not hear of its end.
                try sql.insert(
                    "fact_end",
                    [
                        "id": .integer(TurnID.next(at: date)), "topic": SQLValue(known.fact.topic),
                        "text": .text(known.fact.text), "turn": .integer(turn.id),
                    ], said: said)
            }
            // What takes a fact's place may have words of it: they stay before those who heard them.
            guard let statement = change.replacement, known.persona == said.persona,
                said.audience == .person(said.speaker) || known.audience == said.audience.key
            else { continue }
            try learn([statement], from: turn, part, at: date, sql)
        }
    }

    private static func end(_ fact: Int64, at date: Date, _ sql: any SQLConnection) throws {
        try sql.execute("UPDATE fact SET valid_until = ? WHERE id = ?", [SQLValue(date), .integer(fact)])
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

extension StorageError {
    /// Whether the row is to blame, not the database: trying again later would not help.
    fileprivate var isAboutContents: Bool {
        switch self {
        case .badRow, .failed: true
        default: false
        }
    }
}
