package import Foundation
package import Storage

/// Summaries of talks, each with who may be told, and which turns they stand for. When one of these is deleted or
/// edited, its summary goes too, and the others are summarised anew: the database sees to it.
package struct SummaryStore: Sendable {
    package static let migrations = [
        Migration(
            "companion: summaries",
            """
            CREATE TABLE summary (
                id BIGINT PRIMARY KEY, first_turn BIGINT NOT NULL, last_turn BIGINT NOT NULL, turns BIGINT NOT NULL,
                began_at BIGINT NOT NULL, text TEXT NOT NULL, points TEXT NOT NULL, \(Said.columns));
            CREATE INDEX summary_place ON summary (place, last_turn);
            CREATE TABLE summary_turn (turn BIGINT PRIMARY KEY, summary BIGINT);
            CREATE INDEX summary_turn_summary ON summary_turn (summary) WHERE summary IS NOT NULL;
            CREATE TABLE summary_due (place TEXT PRIMARY KEY, due_at BIGINT NOT NULL, stamp BIGINT NOT NULL);
            CREATE INDEX summary_due_at ON summary_due (due_at);
            CREATE TRIGGER turn_may_want_summary AFTER INSERT ON turn WHEN NEW.provenance <> 'imported' BEGIN
                INSERT INTO summary_due (place, due_at, stamp) VALUES (NEW.place, NEW.said_at, 1)
                ON CONFLICT (place) DO UPDATE SET due_at = excluded.due_at, stamp = summary_due.stamp + 1;
            END;
            CREATE TRIGGER turn_with_summary_is_gone AFTER DELETE ON turn BEGIN
                DELETE FROM summary WHERE id IN (SELECT summary FROM summary_turn WHERE turn = OLD.id);
                DELETE FROM summary_turn WHERE turn = OLD.id;
            END;
            CREATE TRIGGER turn_with_summary_is_edited AFTER UPDATE OF text ON turn BEGIN
                DELETE FROM summary WHERE id IN (SELECT summary FROM summary_turn WHERE turn = OLD.id);
            END;
            CREATE TRIGGER summary_is_gone AFTER DELETE ON summary BEGIN
                DELETE FROM summary_turn WHERE summary = OLD.id;
                INSERT INTO summary_due (place, due_at, stamp) VALUES (OLD.place, OLD.said_at, 1)
                ON CONFLICT (place) DO UPDATE SET due_at = excluded.due_at, stamp = summary_due.stamp + 1;
            END
            """),
        Migration(
            "companion: summaries as grounds of answers",
            """
            CREATE TRIGGER summary_as_ground_is_gone AFTER DELETE ON summary BEGIN
                DELETE FROM ground WHERE item = OLD.id AND kind = 'summary';
            END
            """),
    ]

    /// Turns of a place that are looked at; what is older and has no summary is left to recall.
    static let window = 400

    let database: any Database

    package init(database: any Database) { self.database = database }

    // MARK: Reading

    /// What these readers may know of the summaries of places, the oldest first.
    ///
    /// - Parameter limit: the newest ones.
    package func summaries(
        of places: [String], for viewer: Viewer, at now: Date, limit: Int
    ) async throws -> [Summary] {
        guard limit > 0, !places.isEmpty else { return [] }
        let access = viewer.condition(at: now)
        let marks = places.map { _ in "?" }.joined(separator: ", ")
        return try await database.read { sql in
            try sql.rows(
                "SELECT * FROM summary WHERE place IN (\(marks)) AND \(access.sql) ORDER BY last_turn DESC LIMIT ?",
                places.map { .text($0) } + access.arguments + [SQLValue(limit)]
            ).reversed().map(Summary.init)
        }
    }

    /// The turns from `first` on that summaries stand for.
    func turns(of summaries: [Int64], from first: Int64) async throws -> Set<Int64> {
        guard !summaries.isEmpty else { return [] }
        let marks = summaries.map { _ in "?" }.joined(separator: ", ")
        return try await database.read { sql in
            let rows = try sql.rows(
                "SELECT turn FROM summary_turn WHERE summary IN (\(marks)) AND turn >= ?",
                summaries.map { .integer($0) } + [.integer(first)])
            return Set(try rows.map { Int64(try $0.int("turn")) })
        }
    }

    // MARK: Writing

    /// - Returns: whether it is kept: not where a turn was deleted, changed or summarised meanwhile, or somebody does
    ///   not want to be learnt about any more.
    func keep(_ draft: SummaryDraft, of chosen: [SummaryPlan.Candidate], in place: String, at date: Date) async throws
        -> Bool
    {
        guard let first = chosen.first, let last = chosen.last, let audience = Audience(key: first.stream.audience)
        else { return false }
        let said = Said(
            speaker: KeptTurn.companion, place: place, audience: audience, persona: first.stream.character,
            provenance: .replied, saidAt: last.turn.saidAt)
        return try await database.write { sql in
            guard try Self.areStill(chosen, sql) else { return false }
            let id = TurnID.next(at: date)
            try sql.insert(
                "summary",
                [
                    "id": .integer(id), "first_turn": .integer(first.turn.id), "last_turn": .integer(last.turn.id),
                    "turns": SQLValue(chosen.count), "began_at": SQLValue(first.turn.saidAt),
                    "text": .text(draft.text), "points": .text(draft.points.joined(separator: "\n")),
                ], said: said)
            for candidate in chosen {
                try sql.insert(
                    "summary_turn", ["turn": .integer(candidate.turn.id), "summary": .integer(id)])
            }
            return true
        }
    }

    private static func areStill(_ chosen: [SummaryPlan.Candidate], _ sql: any SQLConnection) throws -> Bool {
        let marks = chosen.map { _ in "?" }.joined(separator: ", ")
        let rows = try sql.rows(
            """
            SELECT id, text FROM turn WHERE id IN (\(marks)) AND NOT \(isLeftOut)
            AND id NOT IN (SELECT turn FROM summary_turn WHERE turn IN (\(marks)))
            """, (chosen + chosen).map { .integer($0.turn.id) })
        let texts = Dictionary(
            try rows.map { (Int64(try $0.int("id")), try $0.text("text")) }, uniquingKeysWith: { first, _ in first })
        return chosen.allSatisfy { texts[$0.turn.id] == $0.turn.text }
    }

    /// Whoever said a turn, or to whom it was said, wants nothing to be learnt.
    static let isLeftOut = """
        (speaker IN (SELECT person FROM privacy WHERE is_paused = 1) \
        OR subject IN (SELECT person FROM privacy WHERE is_paused = 1))
        """

    /// What somebody said so far, and was answered, comes into no summary that is not written yet.
    static func leaveOut(_ person: String, _ sql: any SQLConnection) throws {
        try sql.execute(
            """
            INSERT INTO summary_turn (turn, summary)
            SELECT id, NULL FROM turn WHERE (speaker = ? OR answers IN (SELECT id FROM turn WHERE speaker = ?))
            AND id NOT IN (SELECT turn FROM summary_turn)
            """, [.text(person), .text(person)])
    }
}
