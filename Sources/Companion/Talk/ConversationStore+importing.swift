package import Foundation
import Storage

/// Something that was said elsewhere and is brought in from a file.
package struct ImportedTurn: Sendable, Equatable {
    /// Its id where it was said: the same message is not brought in twice.
    package var message: String
    package var speaker: Speaker
    package var text: String
    package var saidAt: Date

    package init(message: String, speaker: Speaker, text: String, saidAt: Date) {
        self.message = message
        self.speaker = speaker
        self.text = text
        self.saidAt = saidAt
    }
}

extension ConversationStore {
    /// Brings in what was said in a place that all its speakers read, or of it what is not there yet.
    ///
    /// - Parameter turns: in the order in which they were said.
    /// - Parameter date: from when on they are kept.
    /// - Returns: how many are new.
    package func take(_ turns: [ImportedTurn], into place: Place, at date: Date = Date()) async throws -> Int {
        guard let first = turns.first else { return 0 }
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
                for turn in turns where try Self.take(turn, into: place, at: date, sql) { taken += 1 }
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

    private static func take(
        _ turn: ImportedTurn, into place: Place, at date: Date, _ sql: any SQLConnection
    ) throws -> Bool {
        var id = TurnID.first(at: turn.saidAt)
        let last = try sql.row(
            "SELECT MAX(id) AS id FROM turn WHERE id >= ? AND id < ?",
            [.integer(id), .integer(id + TurnID.aMillisecond)])
        if let last = try last?.optionalInt("id") { id = Int64(last) + 1 }
        let isNew = try sql.execute(
            """
            INSERT INTO turn_message (place, message, turn, position) VALUES (?, ?, ?, 0)
            ON CONFLICT (place, message) DO NOTHING
            """, [.text(place.id), .text(turn.message), .integer(id)])
        guard isNew == 1 else { return false }
        try sql.insert(
            "turn",
            [
                "id": .integer(id), "speaker_name": .text(turn.speaker.name), "text": .text(turn.text),
                "state": .text(KeptTurn.State.complete.rawValue), "kept_at": SQLValue(date),
            ],
            said: Said(
                speaker: turn.speaker.id, place: place.id, sourceMessage: turn.message, audience: .place(place.id),
                provenance: .imported, saidAt: turn.saidAt))
        return true
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
