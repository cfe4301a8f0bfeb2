import Storage

/// Somebody wants everything forgotten that they said, and what was answered to them.
extension ConversationStore {
    /// Place by place, so that nobody else is kept waiting.
    ///
    /// - Returns: how many turns and answers are gone.
    func forget(_ person: String) async throws -> (turns: Int, answers: Int) {
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
                try await database.write { sql in try Self.forget(person, in: place, sql) }
            } then: { _, turns in
                turns = nil
            }
            gone.turns += turns
            gone.answers += answers
        }
        return gone
    }

    private static func forget(_ person: String, in place: String, _ sql: any SQLConnection) throws -> (Int, Int) {
        let theirs = "place = ? AND (speaker = ? OR subject = ?)"
        let who: [SQLValue] = [.text(place), .text(person), .text(person)]
        try sql.execute("DELETE FROM turn_message WHERE turn IN (SELECT id FROM turn WHERE \(theirs))", who)
        let answers = try sql.execute("DELETE FROM turn WHERE \(theirs) AND speaker <> ?", who + [.text(person)])
        let turns = try sql.execute("DELETE FROM turn WHERE place = ? AND speaker = ?", [.text(place), .text(person)])
        try sql.execute(
            "UPDATE conversation SET owner = '' WHERE place = ? AND owner = ?", [.text(place), .text(person)])
        try retitle(place, sql)
        return (turns, answers)
    }
}
