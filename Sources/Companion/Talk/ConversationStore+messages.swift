import Storage

/// The same message came before: it was answered, or will be.
package struct AlreadyHeard: Error, Equatable {}

/// What people do to their messages afterwards takes effect on what was kept of them.
///
/// `turn_message` says which messages a turn is made of. One of several has its own part of the turn's text there;
/// where a message is the whole turn, or the turn is an answer in several messages, there is none.
extension ConversationStore {
    static func keepMessages(of turn: Turn, as id: Int64, _ sql: any SQLConnection) throws {
        for (position, message) in turn.messages.enumerated() {
            let place = SQLValue.text(turn.place.id)
            let known = "SELECT 1 FROM turn_message WHERE place = ? AND message = ?"
            guard try sql.row(known, [place, .text(message.id)]) == nil else { throw AlreadyHeard() }
            try sql.insert(
                "turn_message",
                [
                    "place": place, "message": .text(message.id), "turn": .integer(id), "position": SQLValue(position),
                    "text": turn.messages.count > 1 ? .text(message.text) : .null,
                ])
        }
    }

    /// Under which ids an answer stands where it was given, so that its deletion is followed.
    package func note(_ messages: [String], ofAnswerTo question: String, in place: String) async throws {
        guard !messages.isEmpty else { return }
        try await database.write(isCancellable: false) { sql in
            let answer = try sql.row(
                """
                SELECT turn.id AS id FROM turn JOIN turn_message ON turn_message.turn = turn.answers
                WHERE turn_message.place = ? AND turn_message.message = ?
                """, [.text(place), .text(question)])
            guard let answer else { return }
            for (position, message) in messages.enumerated() {
                try sql.execute(
                    """
                    INSERT INTO turn_message (place, message, turn, position) VALUES (?, ?, ?, ?)
                    ON CONFLICT (place, message) DO NOTHING
                    """, [.text(place), .text(message), SQLValue(try answer.int("id")), SQLValue(position)])
            }
        }
    }

    /// What was kept of a message; nil where nothing was. Mind who asks: this is not filtered by audience.
    package func turn(of message: String, in place: String) async throws -> KeptTurn? {
        try await database.read { sql in
            try sql.row(
                """
                SELECT turn.* FROM turn JOIN turn_message ON turn_message.turn = turn.id
                WHERE turn_message.place = ? AND turn_message.message = ?
                """, [.text(place), .text(message)]
            ).map(KeptTurn.init)
        }
    }

    /// The messages of a place of which something is kept, the last ones first.
    package func messages(in place: String, limit: Int) async throws -> [String] {
        try await database.read { sql in
            try sql.rows(
                "SELECT message FROM turn_message WHERE place = ? ORDER BY turn DESC, position DESC LIMIT ?",
                [.text(place), SQLValue(limit)]
            ).map { try $0.text("message") }
        }
    }

    /// Somebody changed a message: what was kept of it reads as it does now. It is not answered anew.
    package func edit(_ message: String, in place: String, to text: String) async throws {
        guard try await turn(of: message, in: place) != nil else {
            // What was learnt of it long ago need not be so any more.
            return try await forgetOutlived([message], in: place)
        }
        let text = String(text.unicodeScalars.prefix(Responder.questionLimit))
        try await change(place) { sql in
            let row = try sql.row(
                """
                SELECT turn_message.turn AS turn, turn_message.text AS text FROM turn_message
                JOIN turn ON turn.id = turn_message.turn
                WHERE turn_message.place = ? AND turn_message.message = ? AND turn.provenance = ?
                """, [.text(place), .text(message), .text(Said.Provenance.spoken.rawValue)])
            guard let row else { return false }
            let turn = SQLValue(try row.int("turn"))
            if try row.optionalText("text") == nil {
                try sql.execute("UPDATE turn SET text = ? WHERE id = ?", [.text(text), turn])
            } else {
                try sql.execute(
                    "UPDATE turn_message SET text = ? WHERE place = ? AND message = ?",
                    [.text(text), .text(place), .text(message)])
                try Self.join(turn, sql)
            }
            try Self.retitle(place, sql)
            return true
        }
    }

    /// Messages are gone where they were said, and so is what was kept of them. An answer goes with the last
    /// message that it answered, and a talk with its last turn.
    package func delete(messages: [String], in place: String) async throws {
        try await forgetOutlived(messages, in: place)
        let known = try await database.read { sql in
            try messages.filter { message in
                try sql.row(
                    "SELECT 1 FROM turn_message WHERE place = ? AND message = ?", [.text(place), .text(message)]) != nil
            }
        }
        guard !known.isEmpty else { return }
        try await change(place) { sql in
            for message in known { try Self.delete(message, in: place, sql) }
            try Self.retitle(place, sql)
            return true
        }
    }

    /// What was learnt from messages, where their turns are no longer kept.
    private func forgetOutlived(_ messages: [String], in place: String) async throws {
        let tables = ["fact", "fact_end"]
        let theirs = "place = ? AND source_message = ? AND turn IS NULL"
        let outlived = try await database.read { sql in
            try messages.filter { message in
                try tables.contains {
                    try sql.row("SELECT 1 FROM \($0) WHERE \(theirs)", [.text(place), .text(message)]) != nil
                }
            }
        }
        guard !outlived.isEmpty else { return }
        try await database.write(isCancellable: false) { sql in
            for message in outlived {
                for table in tables {
                    try sql.execute("DELETE FROM \(table) WHERE \(theirs)", [.text(place), .text(message)])
                }
            }
        }
    }

    private static func delete(_ message: String, in place: String, _ sql: any SQLConnection) throws {
        let row = try sql.row(
            "SELECT turn, text FROM turn_message WHERE place = ? AND message = ?", [.text(place), .text(message)])
        guard let row else { return }
        let turn = SQLValue(try row.int("turn"))
        try sql.execute(
            "DELETE FROM turn_message WHERE place = ? AND message = ?", [.text(place), .text(message)])
        let isPart = try row.optionalText("text") != nil
        if isPart, try sql.row("SELECT 1 FROM turn_message WHERE turn = ?", [turn]) != nil {
            return try join(turn, sql)
        }
        try sql.execute(
            "DELETE FROM turn_message WHERE turn = ? OR turn IN (SELECT id FROM turn WHERE answers = ?)", [turn, turn])
        try sql.execute("DELETE FROM turn WHERE id = ? OR answers = ?", [turn, turn])
    }

    /// The turn's text is that of its messages, and its last message what an answer replies to.
    private static func join(_ turn: SQLValue, _ sql: any SQLConnection) throws {
        let parts = try sql.rows("SELECT message, text FROM turn_message WHERE turn = ? ORDER BY position", [turn])
        let text = try parts.compactMap { try $0.optionalText("text") }.joined(separator: "\n")
        try sql.execute(
            "UPDATE turn SET text = ?, source_message = ? WHERE id = ?",
            [.text(text), SQLValue(try parts.last?.text("message")), turn])
    }

    /// A talk is called by the first words that are left of it.
    static func retitle(_ place: String, _ sql: any SQLConnection) throws {
        let first = try sql.row(
            "SELECT text FROM turn WHERE place = ? AND provenance <> ? ORDER BY id LIMIT 1",
            [.text(place), .text(Said.Provenance.replied.rawValue)])
        guard let first else {
            // Answers to what is gone say nothing by themselves.
            try deleteTurns(of: place, sql)
            try sql.execute("DELETE FROM conversation WHERE place = ?", [.text(place)])
            return
        }
        try sql.execute(
            "UPDATE conversation SET title = ?, turns = (SELECT COUNT(*) FROM turn WHERE place = ?) WHERE place = ?",
            [.text(title(of: try first.text("text"))), .text(place), .text(place)])
    }

    /// - Parameter edit: returns whether anything is different.
    private func change(_ place: String, _ edit: @escaping @Sendable (any SQLConnection) throws -> Bool) async throws {
        let isChanged = try await recent.change(place) {
            try await database.write(isCancellable: false, edit)
        } then: { isChanged, turns in
            if isChanged { turns = nil }
        }
        guard isChanged else { return }
        didForget()
        // It reads differently now, so there may be something to learn.
        didKeep()
    }
}
