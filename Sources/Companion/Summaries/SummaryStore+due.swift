import Foundation
import Storage

/// Places that may want a summary: each turn puts its place on the list, and whoever has looked takes it off.
extension SummaryStore {
    struct DuePlace: Sendable {
        var place: String
        /// Another one says that something happened since.
        var stamp: Int
    }

    /// A place's last turns, as they are chosen from.
    struct Talk: Sendable {
        var kind: Place.Kind
        var turns: [SummaryPlan.Candidate]
    }

    func due(at now: Date, limit: Int) async throws -> [DuePlace] {
        try await database.read { sql in
            try sql.rows(
                "SELECT place, stamp FROM summary_due WHERE due_at <= ? ORDER BY due_at LIMIT ?",
                [SQLValue(now), SQLValue(limit)]
            ).map { DuePlace(place: try $0.text("place"), stamp: try $0.int("stamp")) }
        }
    }

    func postpone(_ due: DuePlace, to date: Date) async throws {
        _ = try await database.write { sql in
            try sql.execute(
                "UPDATE summary_due SET due_at = ? WHERE place = ? AND stamp = ?",
                [SQLValue(date), .text(due.place), SQLValue(due.stamp)])
        }
    }

    func settle(_ due: DuePlace) async throws {
        _ = try await database.write { sql in
            try sql.execute(
                "DELETE FROM summary_due WHERE place = ? AND stamp = ?", [.text(due.place), SQLValue(due.stamp)])
        }
    }

    /// Nil where nothing is kept of a place.
    func talk(of place: String) async throws -> Talk? {
        try await database.read { sql in
            let found = try sql.row("SELECT kind FROM conversation WHERE place = ?", [.text(place)])
            guard let kind = try found.flatMap({ Place.Kind(rawValue: try $0.text("kind")) }) else { return nil }
            let rows = try sql.rows(
                """
                SELECT turn.*, summary_turn.turn AS mark, summary_turn.summary AS summary,
                    \(Self.isLeftOut) AS is_left_out
                FROM turn LEFT JOIN summary_turn ON summary_turn.turn = turn.id
                WHERE place = ? ORDER BY id DESC LIMIT ?
                """, [.text(place), SQLValue(Self.window)])
            return Talk(kind: kind, turns: try rows.reversed().map(SummaryPlan.Candidate.init))
        }
    }
}

extension SummaryPlan.Candidate {
    fileprivate init(_ row: Row) throws {
        let summary = try row.optionalInt("summary").map(Int64.init)
        let isMarked = try row.optionalInt("mark") != nil
        let turn = try KeptTurn(row)
        self.init(
            turn: turn,
            stream: .init(audience: try row.text("audience"), character: turn.persona.map(PersonaID.character(ofKey:))),
            summary: summary, isLeftOut: try row.bool("is_left_out") || isMarked && summary == nil)
    }
}
