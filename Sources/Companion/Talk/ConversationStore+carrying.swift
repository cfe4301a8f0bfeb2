package import Foundation
import Storage

/// A turn that was said elsewhere or earlier and is brought in from a file.
package struct BroughtTurn: Sendable, Equatable {
    package var isAnswer: Bool
    /// Namespaced; nil where the file does not tell.
    package var speakerID: String?
    package var speakerName: String
    package var text: String
    package var saidAt: Date?

    package init(isAnswer: Bool, speakerID: String?, speakerName: String, text: String, saidAt: Date?) {
        self.isAnswer = isAnswer
        self.speakerID = speakerID
        self.speakerName = speakerName
        self.text = text
        self.saidAt = saidAt
    }
}

/// Talks are carried out into files and back.
extension ConversationStore {
    /// Of what was said in a place, the last `limit` turns that were meant for one of these audiences, oldest first.
    package func turns(of place: String, heardBy audiences: [Audience], limit: Int) async throws -> [KeptTurn] {
        let marks = audiences.map { _ in "?" }.joined(separator: ", ")
        return try await database.read { sql in
            try sql.rows(
                "SELECT * FROM turn WHERE place = ? AND audience IN (\(marks)) ORDER BY id DESC LIMIT ?",
                [.text(place)] + audiences.map { .text($0.key) } + [SQLValue(limit)]
            ).reversed().map(KeptTurn.init)
        }
    }

    /// Puts `turns` in the place of what was said there so far.
    ///
    /// - Parameter owner: whose talk it is, where it is new.
    /// - Returns: when it is on disk.
    package func replace(
        _ place: Place, by turns: [BroughtTurn], for audience: Audience, owner: Speaker, at date: Date
    ) async throws {
        defer { didForget() }
        try await recent.change(place.id) {
            try await database.write { sql in
                try Self.deleteTurns(of: place.id, sql)
                try Self.keep(place, turns, owner, date, sql)
                var asker: String?
                for turn in turns {
                    if !turn.isAnswer { asker = turn.speakerID }
                    try Self.keep(turn, to: asker, in: place, audience, at: date, sql)
                }
            }
        } then: { _, turns in
            turns = nil
        }
    }

    private static func keep(
        _ place: Place, _ turns: [BroughtTurn], _ owner: Speaker, _ date: Date, _ sql: any SQLConnection
    ) throws {
        try sql.execute(
            """
            INSERT INTO conversation (place, kind, owner, title, created_at, updated_at, turns, parent, realm)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (place) DO UPDATE SET
                title = excluded.title, updated_at = excluded.updated_at, turns = excluded.turns
            """,
            [
                .text(place.id), .text(place.kind.rawValue), .text(owner.id),
                .text(title(of: turns.first { !$0.isAnswer }?.text ?? "")), SQLValue(date), SQLValue(date),
                SQLValue(turns.count), SQLValue(place.parent), SQLValue(place.realm),
            ])
    }

    /// - Parameter asker: who spoke last; an answer is to them.
    private static func keep(
        _ turn: BroughtTurn, to asker: String?, in place: Place, _ audience: Audience, at date: Date,
        _ sql: any SQLConnection
    ) throws {
        let speaker = turn.isAnswer ? KeptTurn.companion : turn.speakerID ?? "imported"
        let said = Said(
            speaker: speaker, subject: turn.isAnswer ? asker : nil, place: place.id, audience: audience,
            provenance: .imported, saidAt: turn.saidAt ?? date)
        // In the order of the file, whatever it says of the time.
        let id = TurnID.next(at: date)
        try sql.insert(
            "turn",
            [
                "id": .integer(id), "speaker_name": .text(turn.speakerName), "text": .text(turn.text),
                "state": .text(KeptTurn.State.complete.rawValue), "kept_at": SQLValue(date),
            ], said: said)
    }
}
