import Foundation
import Storage

/// Many summaries of one talk become fewer, so that those a prompt takes reach far back.
extension SummaryStore {
    /// Summaries of one talk, one audience and one character; with more, the oldest are joined.
    static let mostApart = Summaries.most
    /// Summaries that become one.
    static let joined = 3
    /// Turns that one summary stands for at most: when one of them is deleted, all go.
    static let mostTurns = 200

    /// Whoever wants nothing to be learnt comes into no new text, from an old one neither.
    private static let isWilling = """
        NOT EXISTS (SELECT 1 FROM summary_turn JOIN turn ON turn.id = summary_turn.turn \
        WHERE summary_turn.summary = summary.id AND \(isLeftOut))
        """

    struct Joinable: Sendable {
        var summaries: [Summary]
        var first: Int64
        var last: Int64
        var said: Said
    }

    /// The oldest neighbours that may become one.
    func joinable(in place: String) async throws -> Joinable? {
        try await database.read { sql in
            let streams = try sql.rows(
                "SELECT audience, persona FROM summary WHERE place = ? GROUP BY audience, persona HAVING COUNT(*) > ?",
                [.text(place), SQLValue(Self.mostApart)])
            for stream in streams {
                let rows = try sql.rows(
                    """
                    SELECT * FROM summary WHERE place = ? AND audience = ? AND COALESCE(persona, '') = ? AND \(Self.isWilling)
                    ORDER BY last_turn LIMIT 50
                    """,
                    [
                        .text(place), .text(try stream.text("audience")),
                        .text(try stream.optionalText("persona") ?? ""),
                    ])
                if let found = try Self.joinable(rows) { return found }
            }
            return nil
        }
    }

    private static func joinable(_ rows: [Row]) throws -> Joinable? {
        for start in rows.indices where rows.count - start >= joined {
            let some = rows[start...].prefix(joined)
            let turns = try some.map { try $0.int("turns") }
            guard turns.reduce(0, +) <= mostTurns, let first = some.first, let last = some.last,
                let audience = Audience(key: try first.text("audience"))
            else { continue }
            return Joinable(
                summaries: try some.map(Summary.init), first: Int64(try first.int("first_turn")),
                last: Int64(try last.int("last_turn")),
                said: Said(
                    speaker: KeptTurn.companion, place: try first.text("place"), audience: audience,
                    persona: try first.optionalText("persona"), provenance: .replied,
                    saidAt: try last.date("said_at")))
        }
        return nil
    }

    /// - Returns: whether it is kept: not where one of them is gone.
    func keep(_ draft: SummaryDraft, instead found: Joinable, at date: Date) async throws -> Bool {
        let ids = found.summaries.map { SQLValue.integer($0.id) }
        let marks = ids.map { _ in "?" }.joined(separator: ", ")
        return try await database.write { sql in
            let left = try sql.row(
                "SELECT COUNT(*) AS n FROM summary WHERE id IN (\(marks)) AND \(Self.isWilling)", ids)
            guard try left?.int("n") == ids.count else { return false }
            let id = TurnID.next(at: date)
            try sql.insert(
                "summary",
                [
                    "id": .integer(id), "first_turn": .integer(found.first), "last_turn": .integer(found.last),
                    "turns": SQLValue(found.summaries.map(\.turns).reduce(0, +)),
                    "began_at": SQLValue(found.summaries.first?.began), "text": .text(draft.text),
                    "points": .text(draft.points.joined(separator: "\n")),
                ], said: found.said)
            try sql.execute(
                "UPDATE summary_turn SET summary = ? WHERE summary IN (\(marks))", [.integer(id)] + ids)
            try sql.execute("DELETE FROM summary WHERE id IN (\(marks))", ids)
            return true
        }
    }
}
