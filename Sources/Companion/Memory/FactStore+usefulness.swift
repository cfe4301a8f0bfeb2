import Foundation
import Storage

/// What is of use is kept longest.
extension FactStore {
    /// After this time a fact that was never of use fades, unless its topic is lasting.
    static let fadesAfter: TimeInterval = 365 * 86_400
    /// Facts that fade at once; the next time goes on.
    static let mostFading = 200

    /// A use counts as much as being this much younger, up to ten uses.
    private static let useIsWorth: Int64 = 30 * 86_400_000

    /// Notes that facts stood in a prompt: with the answer, in its transaction, so nobody waits for it.
    static func noteUse(of grounds: [Ground], at date: Date, _ sql: any SQLConnection) throws {
        let facts = grounds.filter { $0.kind == .fact }.map { SQLValue.integer($0.item) }
        guard !facts.isEmpty else { return }
        let marks = facts.map { _ in "?" }.joined(separator: ", ")
        try sql.execute(
            "UPDATE fact SET uses = uses + 1, used_at = ? WHERE id IN (\(marks))", [SQLValue(date)] + facts)
    }

    /// Removes some of what nobody ever needed.
    func fade() async throws {
        let before = SQLValue(now().addingTimeInterval(-Self.fadesAfter))
        let faded = try await database.read { sql in
            try sql.rows(
                """
                SELECT id FROM fact WHERE uses = 0 AND used_at < ? AND said_at < ?
                AND (topic IS NULL OR topic NOT IN (\(Self.lastingMarks))) ORDER BY used_at LIMIT ?
                """, [before, before] + Self.lasting + [SQLValue(Self.mostFading)]
            ).map { SQLValue.integer(Int64(try $0.int("id"))) }
        }
        guard !faded.isEmpty else { return }
        let marks = faded.map { _ in "?" }.joined(separator: ", ")
        _ = try await database.write { sql in
            // One may have been used since it was read.
            try sql.execute("DELETE FROM fact WHERE uses = 0 AND id IN (\(marks))", faded)
        }
    }

    /// Keeps the most useful facts of a person, and the latest of what no longer holds.
    static func trim(_ person: String, _ sql: any SQLConnection) throws {
        try sql.execute(
            """
            DELETE FROM fact WHERE id IN (SELECT id FROM fact WHERE subject = ? AND valid_until IS NULL
                ORDER BY CASE WHEN topic IN (\(lastingMarks)) THEN 0 ELSE 1 END,
                    CASE WHEN said_at > used_at THEN said_at ELSE used_at END
                    + CASE WHEN uses > 10 THEN 10 ELSE uses END * ? DESC, id DESC LIMIT 1000 OFFSET ?)
            """, [.text(person)] + lasting + [.integer(useIsWorth), SQLValue(mostFacts)])
        for (table, condition) in [("fact", "valid_until IS NOT NULL"), ("fact_end", "valid_until IS NULL")] {
            try sql.execute(
                """
                DELETE FROM \(table) WHERE id IN (SELECT id FROM \(table) WHERE subject = ? AND \(condition)
                    ORDER BY said_at DESC LIMIT 1000 OFFSET ?)
                """, [.text(person), SQLValue(mostFormer)])
        }
    }

    private static let lasting = FactRanking.lasting.sorted().map { SQLValue.text($0) }
    private static let lastingMarks = lasting.map { _ in "?" }.joined(separator: ", ")
}
