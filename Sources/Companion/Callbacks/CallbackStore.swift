package import Foundation
package import Storage

/// What is to be spoken of later. Each is said once: who says it claims it first, on disk.
package struct CallbackStore: Sendable {
    package static let migrations = [
        Migration(
            "companion: callbacks",
            """
            CREATE TABLE callback (
                id BIGINT PRIMARY KEY, realm TEXT, who TEXT NOT NULL, what TEXT NOT NULL, said_for BIGINT NOT NULL,
                due_at BIGINT NOT NULL, state TEXT NOT NULL, claimed_at BIGINT, \(Said.columns));
            CREATE INDEX callback_due ON callback (state, due_at);
            CREATE UNIQUE INDEX callback_source ON callback (place, source_message, said_for);
            CREATE INDEX callback_realm ON callback (realm) WHERE realm IS NOT NULL;
            CREATE INDEX callback_speaker ON callback (speaker);
            CREATE INDEX callback_subject ON callback (subject)
            """)
    ]

    /// Those that are over are known for so long, so that they are not found once more.
    static let memory: TimeInterval = 30 * 86_400

    let database: any Database

    package init(database: any Database) { self.database = database }

    // MARK: Finding

    /// Those of these people who want nothing to be learnt.
    func paused(among people: [String]) async throws -> Set<String> {
        try await database.read { sql in
            Set(try people.filter { try FactStore.isPaused($0, sql) })
        }
    }

    /// Keeps what is not known yet.
    ///
    /// - Returns: what is new, the next one first.
    func keep(
        _ items: [CallbackReading.Item], in place: Place, audience: Audience, at date: Date
    ) async throws -> [Callback] {
        try await database.write { sql in
            let waiting = try sql.row(
                "SELECT COUNT(*) AS n FROM callback WHERE place = ? AND state = 'waiting'", [.text(place.id)])
            var room = Callbacks.mostInPlace - (try waiting?.int("n") ?? 0)
            var kept: [Callback] = []
            for item in items where room > 0 {
                guard let callback = try Self.keep(item, in: place, audience, at: date, sql) else { continue }
                kept.append(callback)
                room -= 1
            }
            return kept.sorted { $0.dueAt < $1.dueAt }
        }
    }

    private static func keep(
        _ item: CallbackReading.Item, in place: Place, _ audience: Audience, at date: Date, _ sql: any SQLConnection
    ) throws -> Callback? {
        let known = try sql.row(
            "SELECT 1 FROM callback WHERE place = ? AND source_message = ? AND said_for = ?",
            [.text(place.id), .text(item.line.message), SQLValue(item.dueAt)])
        // Somebody may have asked to be left alone while the model was reading.
        guard known == nil, try !FactStore.isPaused(item.line.speaker.id, sql),
            try !FactStore.isPaused(item.who.id, sql)
        else { return nil }
        let id = TurnID.next(at: date)
        try sql.insert(
            "callback",
            [
                "id": .integer(id), "realm": SQLValue(place.realm), "who": .text(item.who.name),
                "what": .text(item.what), "said_for": SQLValue(item.dueAt), "due_at": SQLValue(item.dueAt),
                "state": .text(Callback.State.waiting.rawValue),
            ],
            said: Said(
                speaker: item.line.speaker.id, subject: item.who.id, place: place.id,
                sourceMessage: item.line.message, audience: audience, provenance: .spoken, saidAt: item.line.saidAt))
        return try sql.row("SELECT * FROM callback WHERE id = ?", [.integer(id)]).map(Callback.init)
    }

    // MARK: Reading

    /// What waits in a place, the next one first. For those who read that place.
    package func waiting(in place: String) async throws -> [Callback] {
        try await database.read { sql in
            try sql.rows(
                "SELECT * FROM callback WHERE place = ? AND state = 'waiting' ORDER BY due_at, id LIMIT ?",
                [.text(place), SQLValue(Callbacks.mostInPlace)]
            ).map(Callback.init)
        }
    }

    package func callback(_ id: Int64) async throws -> Callback? {
        try await database.read { sql in
            try sql.row("SELECT * FROM callback WHERE id = ?", [.integer(id)]).map(Callback.init)
        }
    }

    /// Those whose time has come, and those that were claimed and perhaps never said.
    package func due(at now: Date, limit: Int) async throws -> [Callback] {
        try await database.read { sql in
            try sql.rows(
                """
                SELECT * FROM callback WHERE state = 'claimed' OR state = 'waiting' AND due_at <= ?
                ORDER BY due_at, id LIMIT ?
                """, [SQLValue(now), SQLValue(limit)]
            ).map(Callback.init)
        }
    }

    // MARK: What becomes of them

    /// - Returns: whether it is the caller's to say; it is on disk then.
    package func claim(_ id: Int64, at now: Date) async throws -> Bool {
        try await database.write { sql in
            try sql.execute(
                "UPDATE callback SET state = 'claimed', claimed_at = ? WHERE id = ? AND state = 'waiting'",
                [SQLValue(now), .integer(id)]) == 1
        }
    }

    /// It was said, even though the task may be cancelled.
    package func settle(_ id: Int64) async throws {
        try await set(.done, id, from: .claimed)
    }

    /// It was surely not said and waits for another time.
    package func release(_ id: Int64, until date: Date) async throws {
        _ = try await database.write(isCancellable: false) { sql in
            try sql.execute(
                """
                UPDATE callback SET state = 'waiting', claimed_at = NULL, due_at = ?
                WHERE id = ? AND state IN ('waiting', 'claimed')
                """, [SQLValue(date), .integer(id)])
        }
    }

    /// - Returns: whether it was still to be said.
    @discardableResult
    package func cancel(_ id: Int64) async throws -> Bool { try await set(.cancelled, id, from: .waiting) }

    @discardableResult
    private func set(_ state: Callback.State, _ id: Int64, from before: Callback.State) async throws -> Bool {
        try await database.write(isCancellable: false) { sql in
            try sql.execute(
                "UPDATE callback SET state = ? WHERE id = ? AND state = ?",
                [.text(state.rawValue), .integer(id), .text(before.rawValue)]) == 1
        }
    }
}
