package import Foundation
import Storage

extension ConversationStore {
    /// Brings in what was said in a place, or of it what is not there yet.
    ///
    /// - Parameters:
    ///   - turns: in the order in which they were said.
    ///   - audience: who heard it; nil: all who spoke there.
    ///   - date: from when on they are kept.
    /// - Returns: how many are new.
    package func take(
        _ turns: [ImportedTurn], into place: Place, heardBy audience: Audience? = nil, at date: Date = Date()
    ) async throws -> Int {
        guard let first = turns.first(where: { $0.answerer == nil }) ?? turns.first else { return 0 }
        let taken = try await recent.change(place.id) {
            try await database.write { sql in
                try sql.execute(
                    """
                    INSERT INTO conversation (place, kind, owner, title, created_at, updated_at, turns)
                    VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (place) DO NOTHING
                    """,
                    [
                        .text(place.id), .text(place.kind.rawValue), .text(first.speaker.id),
                        .text(Self.title(of: first.text)), SQLValue(first.saidAt), SQLValue(first.saidAt),
                    ])
                var taken = 0
                var questions: [String: Int64] = [:]
                for turn in turns {
                    guard let id = try Self.take(turn, into: place, sql) else { continue }
                    taken += 1
                    if turn.answerer == nil { questions[turn.speaker.id] = id }
                    let said = turn.said(in: place, heardBy: audience ?? .place(place.id))
                    try Self.keep(turn, said, as: id, answering: questions[turn.speaker.id], at: date, sql)
                }
                try sql.execute(
                    "UPDATE conversation SET turns = turns + ?, updated_at = MAX(updated_at, ?) WHERE place = ?",
                    [SQLValue(taken), SQLValue(turns.map(\.saidAt).max()), .text(place.id)])
                return taken
            }
        } then: { taken, turns in
            if taken > 0 { turns = nil }
        }
        if taken > 0 { didKeep() }
        return taken
    }

    /// - Returns: the id that it gets; nil where it was brought in before.
    private static func take(_ turn: ImportedTurn, into place: Place, _ sql: any SQLConnection) throws -> Int64? {
        if let key = turn.key, try !ImportKeys.claim(key, for: place.id, sql) { return nil }
        var id = TurnID.first(at: turn.saidAt)
        let last = try sql.row(
            "SELECT MAX(id) AS id FROM turn WHERE id >= ? AND id < ?",
            [.integer(id), .integer(id + TurnID.aMillisecond)])
        if let last = try last?.optionalInt("id") { id = Int64(last) + 1 }
        guard let message = turn.message else { return id }
        let isNew = try sql.execute(
            """
            INSERT INTO turn_message (place, message, turn, position) VALUES (?, ?, ?, 0)
            ON CONFLICT (place, message) DO NOTHING
            """, [.text(place.id), .text(message), .integer(id)])
        return isNew == 1 ? id : nil
    }

    private static func keep(
        _ turn: ImportedTurn, _ said: Said, as id: Int64, answering question: Int64?, at date: Date,
        _ sql: any SQLConnection
    ) throws {
        try sql.insert(
            "turn",
            [
                "id": .integer(id), "answers": turn.answerer == nil ? .null : question.map { .integer($0) } ?? .null,
                "speaker_name": .text(turn.answerer ?? turn.speaker.name), "text": .text(turn.text),
                "state": .text(KeptTurn.State.complete.rawValue), "kept_at": SQLValue(date),
            ], said: said)
    }

    /// The places that everybody who wrote in this one wrote in too, for talks of which nothing else is known.
    package func placesShared(byWritersOf place: String) async throws -> Set<String> {
        try await database.read { sql in
            let rows = try sql.rows(
                """
                WITH writer AS (SELECT DISTINCT speaker FROM turn WHERE place = ? AND provenance <> 'replied')
                SELECT place FROM (SELECT DISTINCT place, speaker FROM turn WHERE provenance <> 'replied')
                WHERE speaker IN (SELECT speaker FROM writer)
                GROUP BY place HAVING COUNT(*) = (SELECT COUNT(*) FROM writer)
                """, [.text(place)])
            return Set(try rows.map { try $0.text("place") })
        }
    }

    /// Whether somebody wrote here.
    package func hasWritten(_ speaker: String, in place: String) async throws -> Bool {
        try await database.read { sql in
            try sql.row("SELECT 1 FROM turn WHERE place = ? AND speaker = ? LIMIT 1", [.text(place), .text(speaker)])
                != nil
        }
    }
}

extension ImportedTurn {
    fileprivate func said(in place: Place, heardBy audience: Audience) -> Said {
        Said(
            speaker: answerer == nil ? speaker.id : KeptTurn.companion, subject: speaker.id, place: place.id,
            sourceMessage: message, audience: audience, provenance: answerer == nil ? .imported : .replied,
            saidAt: saidAt)
    }
}
