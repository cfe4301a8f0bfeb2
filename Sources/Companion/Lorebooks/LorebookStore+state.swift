import Inference
import Storage

/// What a talk remembers of its lore: which entries stay, and which rest. It goes with the talk.
extension LorebookStore {
    /// - Returns: how many messages the talk has, with the one to be answered; nil where nothing is kept of it.
    func moment(of place: String) async throws -> (messages: Int?, state: LoreState) {
        let (messages, text) = try await database.read { sql in
            let row = try sql.row(
                """
                SELECT (SELECT turns FROM conversation WHERE place = ?) AS turns,
                    (SELECT state FROM lore_state WHERE place = ?) AS state
                """, [.text(place), .text(place)])
            return (try row?.optionalInt("turns"), try row?.optionalText("state"))
        }
        // What cannot be understood is forgotten.
        let json = text.flatMap { try? JSONValue(parsing: $0) }
        return (messages, LoreState(json: json ?? .null))
    }

    func keep(_ state: LoreState, of place: String) async throws {
        let text = state.timers.isEmpty ? nil : state.json.text
        _ = try await database.write { sql in
            guard let text else { return try sql.execute("DELETE FROM lore_state WHERE place = ?", [.text(place)]) }
            // A talk that was deleted meanwhile is not brought back.
            return try sql.execute(
                """
                INSERT INTO lore_state (place, state)
                SELECT place, ? FROM conversation WHERE place = ? AND is_ending = 0
                ON CONFLICT (place) DO UPDATE SET state = excluded.state
                """, [.text(text), .text(place)])
        }
    }
}
