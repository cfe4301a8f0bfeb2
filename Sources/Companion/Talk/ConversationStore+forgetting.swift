import Foundation
import Storage

/// Somebody wants everything forgotten that they said, and what was answered to them.
extension ConversationStore {
    /// Answers that one transaction deletes.
    private static let answersAtOnce = 500

    /// Place by place, so that nobody else is kept waiting.
    ///
    /// - Parameter last: what was kept later stays.
    /// - Returns: how many turns and answers are gone.
    func forget(_ person: String, saidUntil last: Date = .distantFuture) async throws -> (turns: Int, answers: Int) {
        let places = try await database.read { sql in
            try sql.rows(
                """
                SELECT place FROM turn WHERE speaker = ? UNION SELECT place FROM turn WHERE subject = ?
                UNION SELECT place FROM conversation WHERE owner = ?
                """, [.text(person), .text(person), .text(person)]
            ).map { try $0.text("place") }
        }
        defer { didForget() }
        var gone = (turns: 0, answers: 0)
        for place in places {
            let (turns, answers) = try await recent.change(place) {
                try await database.write { sql in try Self.forget(person, saidUntil: last, in: place, sql) }
            } then: { _, turns in
                turns = nil
            }
            gone.turns += turns
            gone.answers += answers
        }
        return gone
    }

    private static func forget(
        _ person: String, saidUntil last: Date, in place: String, _ sql: any SQLConnection
    ) throws -> (Int, Int) {
        let theirs = "place = ? AND (speaker = ? OR subject = ?) AND COALESCE(kept_at, said_at) <= ?"
        let who: [SQLValue] = [.text(place), .text(person), .text(person), SQLValue(last)]
        try sql.execute("DELETE FROM turn_message WHERE turn IN (SELECT id FROM turn WHERE \(theirs))", who)
        let answers = try sql.execute("DELETE FROM turn WHERE \(theirs) AND speaker <> ?", who + [.text(person)])
        let turns = try sql.execute("DELETE FROM turn WHERE \(theirs)", who)
        try sql.execute(
            """
            UPDATE conversation SET owner = '' WHERE place = ? AND owner = ?
            AND NOT EXISTS (SELECT 1 FROM turn WHERE place = ? AND speaker = ?)
            """, [.text(place), .text(person), .text(place), .text(person)])
        try retitle(place, sql)
        return (turns, answers)
    }

    // MARK: What others were told

    /// Answers that were made from what somebody said or what is known about them, and those that were made from
    /// such answers in turn.
    func answersMadeFrom(_ person: String, saidUntil last: Date) async throws -> [Int64] {
        try await database.read { sql in
            try sql.rows(
                """
                WITH RECURSIVE told(id) AS (
                    SELECT answer FROM ground WHERE kind = 'fact' AND item IN
                        (SELECT id FROM fact WHERE (subject = ?1 OR speaker = ?1) AND said_at <= ?2)
                    UNION SELECT answer FROM ground WHERE kind = 'talk' AND item IN
                        (SELECT id FROM turn
                            WHERE (speaker = ?1 OR subject = ?1) AND COALESCE(kept_at, said_at) <= ?2)
                    UNION SELECT answer FROM ground JOIN told ON kind = 'talk' AND item = told.id)
                SELECT id FROM told
                """, [.text(person), SQLValue(last)]
            ).map { Int64(try $0.int("id")) }
        }
    }

    /// - Returns: how many there were.
    func delete(answers: [Int64]) async throws -> Int {
        var gone = 0
        for start in stride(from: 0, to: answers.count, by: Self.answersAtOnce) {
            let some = answers[start..<min(start + Self.answersAtOnce, answers.count)].map { SQLValue.integer($0) }
            let marks = some.map { _ in "?" }.joined(separator: ", ")
            let places = try await database.read { sql in
                try sql.rows("SELECT DISTINCT place FROM turn WHERE id IN (\(marks))", some).map {
                    try $0.text("place")
                }
            }
            for place in places {
                gone += try await recent.change(place) {
                    try await database.write { sql in
                        try sql.execute("DELETE FROM turn_message WHERE turn IN (\(marks))", some)
                        let gone = try sql.execute(
                            "DELETE FROM turn WHERE id IN (\(marks)) AND place = ?", some + [.text(place)])
                        try Self.retitle(place, sql)
                        return gone
                    }
                } then: { _, turns in
                    turns = nil
                }
            }
        }
        if gone > 0 { didForget() }
        return gone
    }
}
