import Foundation
import Storage

/// What was said long ago goes, in steps that keep nobody else waiting; what was learnt from it stays.
extension ConversationStore {
    /// Where what is kept for too long is looked for.
    enum Reach: Sendable {
        /// A realm, or a place that is in none.
        case only(String)
        case allBut([String])

        private static let scope = "COALESCE(conversation.realm, conversation.place)"

        var condition: (sql: String, arguments: [SQLValue]) {
            switch self {
            case .only(let key): ("\(Self.scope) = ?", [.text(key)])
            case .allBut(let keys):
                (
                    "\(Self.scope) NOT IN (\(keys.map { _ in "?" }.joined(separator: ", ")))",
                    keys.map { .text($0) }
                )
            }
        }
    }

    /// Deletes some of the turns of one place that were kept before a moment. What was imported counts from then.
    ///
    /// - Returns: whether there may be more.
    func expireSome(keptBefore date: Date, in reach: Reach) async throws -> Bool {
        let condition = reach.condition
        let place = try await database.read { sql in
            try sql.row(
                """
                SELECT turn.place AS place FROM turn JOIN conversation ON conversation.place = turn.place
                WHERE COALESCE(turn.kept_at, turn.said_at) < ? AND \(condition.sql)
                ORDER BY COALESCE(turn.kept_at, turn.said_at) LIMIT 1
                """, [SQLValue(date)] + condition.arguments)?.text("place")
        }
        guard let place else { return false }
        try await recent.change(place) {
            try await database.write { sql in try Self.expireSome(of: place, keptBefore: date, sql) }
        } then: { _, turns in
            turns = nil
        }
        didForget()
        return true
    }

    private static func expireSome(of place: String, keptBefore date: Date, _ sql: any SQLConnection) throws {
        let old = try sql.rows(
            "SELECT id FROM turn WHERE place = ? AND COALESCE(kept_at, said_at) < ? ORDER BY id LIMIT ?",
            [.text(place), SQLValue(date), SQLValue(sweep)]
        ).map { SQLValue(try $0.int("id")) }
        let marks = old.map { _ in "?" }.joined(separator: ", ")
        for table in ["fact", "fact_end"] {
            try sql.execute("UPDATE \(table) SET turn = NULL WHERE turn IN (\(marks))", old)
        }
        try sql.execute(
            """
            DELETE FROM turn_message
            WHERE turn IN (\(marks)) OR turn IN (SELECT id FROM turn WHERE answers IN (\(marks)))
            """, old + old)
        // What is only old stays in the summaries that stand for it.
        try sql.execute(
            """
            DELETE FROM summary_turn WHERE turn IN (\(marks)) OR turn IN
                (SELECT id FROM turn WHERE answers IN (\(marks)))
            """, old + old)
        try sql.execute("DELETE FROM turn WHERE id IN (\(marks)) OR answers IN (\(marks))", old + old)
        let words = "SELECT 1 FROM turn WHERE place = ? AND provenance <> ? LIMIT 1"
        if try sql.row(words, [.text(place), .text(Said.Provenance.replied.rawValue)]) == nil {
            // Where it was still says what goes down with its realm.
            try deleteTurns(of: place, sql)
            try sql.execute("DELETE FROM conversation WHERE place = ? AND realm IS NULL", [.text(place)])
            try sql.execute("UPDATE conversation SET title = '', turns = 0 WHERE place = ?", [.text(place)])
        } else {
            try retitle(place, sql)
        }
    }
}
