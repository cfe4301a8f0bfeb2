import Foundation
import Inference
package import Storage

/// What was said in each place: in the database, with the most recent places at hand.
package struct ConversationStore: Sendable {
    package static let migrations = [
        Migration(
            "companion: conversations and turns",
            """
            CREATE TABLE conversation (
                place TEXT PRIMARY KEY, kind TEXT NOT NULL, owner TEXT NOT NULL, title TEXT NOT NULL, persona TEXT,
                created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, turns BIGINT NOT NULL);
            CREATE INDEX conversation_owner ON conversation (owner, updated_at);
            CREATE TABLE turn (
                id BIGINT PRIMARY KEY, answers BIGINT, speaker_name TEXT NOT NULL, text TEXT NOT NULL,
                state TEXT NOT NULL, model TEXT, prompt_tokens BIGINT, completion_tokens BIGINT, \(Said.columns));
            CREATE INDEX turn_place ON turn (place, id);
            CREATE INDEX turn_speaker ON turn (speaker, id);
            CREATE INDEX turn_expiry ON turn (expires_at) WHERE expires_at IS NOT NULL;
            CREATE INDEX turn_pending ON turn (state) WHERE state = 'pending'
            """),
        Migration(
            "companion: late answers",
            """
            ALTER TABLE turn ADD COLUMN images BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE turn ADD COLUMN claimed BIGINT NOT NULL DEFAULT 0
            """),
        Migration(
            "companion: messages of turns, places that end",
            """
            CREATE TABLE turn_message (
                place TEXT NOT NULL, message TEXT NOT NULL, turn BIGINT NOT NULL, position BIGINT NOT NULL, text TEXT,
                PRIMARY KEY (place, message));
            CREATE INDEX turn_message_turn ON turn_message (turn);
            CREATE INDEX turn_answers ON turn (answers) WHERE answers IS NOT NULL;
            ALTER TABLE conversation ADD COLUMN parent TEXT;
            ALTER TABLE conversation ADD COLUMN realm TEXT;
            ALTER TABLE conversation ADD COLUMN is_ending BIGINT NOT NULL DEFAULT 0;
            CREATE INDEX conversation_parent ON conversation (parent) WHERE parent IS NOT NULL;
            CREATE INDEX conversation_realm ON conversation (realm) WHERE realm IS NOT NULL;
            CREATE INDEX conversation_ending ON conversation (is_ending) WHERE is_ending = 1
            """),
    ]

    /// Turns of a place that are kept at hand: more than any prompt takes.
    static let turnsAtHand = 64

    let database: any Database
    let recent: RecentTurns
    let didForget: @Sendable () -> Void
    let didKeep: @Sendable () -> Void
    private let open = OpenTurns()

    /// - Parameters:
    ///   - placesAtHand: how many places are kept in memory; the least recently used goes first.
    ///   - didForget: told when a talk was deleted, for those who remember parts of it.
    ///   - didKeep: told when something that was said is on disk, for those who learn from it.
    package init(
        database: any Database, placesAtHand: Int = 100, didForget: @escaping @Sendable () -> Void = {},
        didKeep: @escaping @Sendable () -> Void = {}
    ) {
        self.database = database
        self.didForget = didForget
        self.didKeep = didKeep
        recent = RecentTurns(capacity: placesAtHand)
    }

    // MARK: Writing

    /// Saves what somebody said, as pending until it is answered.
    ///
    /// - Returns: when it is on disk.
    /// - Throws: ``AlreadyHeard`` where one of its messages was kept before.
    func begin(_ turn: Turn, persona: String) async throws -> KeptTurn {
        let kept = KeptTurn(
            id: TurnID.next(at: turn.saidAt), isAnswer: false, speakerID: turn.speaker.id,
            speakerName: turn.speaker.name, text: turn.text, saidAt: turn.saidAt, state: .pending, persona: persona)
        let said = Said(
            speaker: turn.speaker.id, place: turn.place.id, sourceMessage: turn.sourceMessage, audience: turn.audience,
            persona: persona, provenance: .spoken, saidAt: turn.saidAt)
        let title = Self.title(of: turn.text)
        open.insert(kept.id)
        var isKept = false
        defer { if !isKept { open.remove(kept.id) } }
        try await recent.change(turn.place.id) {
            try await database.write { sql in
                try sql.execute(
                    """
                    INSERT INTO conversation
                        (place, kind, owner, title, persona, created_at, updated_at, turns, parent, realm,
                        is_age_restricted)
                    VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?)
                    ON CONFLICT (place) DO UPDATE SET
                        persona = excluded.persona, updated_at = excluded.updated_at, turns = conversation.turns + 1,
                        parent = COALESCE(excluded.parent, conversation.parent),
                        realm = COALESCE(excluded.realm, conversation.realm),
                        is_age_restricted = excluded.is_age_restricted
                    """,
                    [
                        .text(turn.place.id), .text(turn.place.kind.rawValue), .text(turn.speaker.id), .text(title),
                        .text(persona), SQLValue(turn.saidAt), SQLValue(turn.saidAt), SQLValue(turn.place.parent),
                        SQLValue(turn.place.realm), SQLValue(turn.place.isAgeRestricted),
                    ])
                try Self.keepMessages(of: turn, as: kept.id, sql)
                try sql.insert(
                    "turn",
                    [
                        "id": .integer(kept.id), "speaker_name": .text(kept.speakerName), "text": .text(kept.text),
                        "state": .text(kept.state.rawValue), "images": SQLValue(turn.images.count),
                    ], said: said)
            }
        } then: { _, turns in
            turns?.add(kept)
        }
        isKept = true
        didKeep()
        return kept
    }

    /// Saves the answer and clears the pending mark, both or neither. A turn that was deleted or
    /// given up meanwhile gets no answer. Done even though the task is cancelled.
    ///
    /// - Parameter state: `.complete`, or `.partial` for an answer that was cut off.
    func finish(_ pending: KeptTurn, of turn: Turn, with answer: Answer, state: KeptTurn.State, at date: Date)
        async throws
    {
        let kept = KeptTurn(
            id: TurnID.next(at: date), isAnswer: true, speakerID: KeptTurn.companion, speakerName: answer.personaName,
            text: answer.text, saidAt: date, state: state, persona: answer.persona)
        let said = Said(
            speaker: KeptTurn.companion, subject: turn.speaker.id, place: turn.place.id, audience: turn.audience,
            persona: answer.persona, provenance: .replied, saidAt: date)
        let (id, place) = (pending.id, turn.place.id)
        defer { open.remove(id) }
        _ = try await recent.change(place) {
            try await database.write(isCancellable: false) { sql in
                guard try Self.settle(id, as: .complete, sql) else { return false }
                try sql.insert(
                    "turn",
                    [
                        "id": .integer(kept.id), "answers": .integer(id), "speaker_name": .text(kept.speakerName),
                        "text": .text(kept.text), "state": .text(state.rawValue), "model": .text(answer.model),
                        "prompt_tokens": SQLValue(answer.usage.promptTokens),
                        "completion_tokens": SQLValue(answer.usage.completionTokens),
                    ], said: said)
                try Self.keep(answer.grounds, of: kept.id, sql)
                try FactStore.noteUse(of: answer.grounds, at: date, sql)
                try sql.execute(
                    "UPDATE conversation SET updated_at = ?, turns = turns + 1 WHERE place = ?",
                    [SQLValue(date), .text(place)])
                return true
            }
        } then: { isKept, turns in
            guard isKept else { return }
            turns?.settle(id, as: .complete)
            turns?.add(kept)
        }
        didKeep()
    }

    /// Clears the pending mark of a turn that will get no answer, even though the task is cancelled.
    func giveUp(_ turn: KeptTurn, in place: String) async throws {
        let id = turn.id
        defer { open.remove(id) }
        _ = try await recent.change(place) {
            try await database.write(isCancellable: false) { sql in try Self.settle(id, as: .missed, sql) }
        } then: { isMissed, turns in
            if isMissed { turns?.settle(id, as: .missed) }
        }
    }

    /// Takes a turn back that got no answer, because it is asked anew.
    func withdraw(_ missed: KeptTurn, from place: String) async throws {
        let id = missed.id
        _ = try await recent.change(place) {
            try await database.write { sql in
                let gone = try sql.execute("DELETE FROM turn WHERE id = ? AND state = 'missed'", [.integer(id)])
                if gone > 0 { try sql.execute("DELETE FROM turn_message WHERE turn = ?", [.integer(id)]) }
                return try sql.execute(
                    "UPDATE conversation SET turns = turns - ? WHERE place = ?", [SQLValue(gone), .text(place)])
            }
        } then: { _, turns in
            turns?.removeAll { $0.id == id && $0.state == .missed }
        }
    }

    /// - Returns: whether the turn was still pending.
    private static func settle(_ id: Int64, as state: KeptTurn.State, _ sql: any SQLConnection) throws -> Bool {
        try sql.execute(
            "UPDATE turn SET state = ? WHERE id = ? AND state = 'pending'", [.text(state.rawValue), .integer(id)]) == 1
    }

    /// Forgets everything that was said in a place, if this speaker began it.
    ///
    /// - Returns: whether there was something to forget.
    @discardableResult
    package func delete(place: String, ownedBy speaker: String) async throws -> Bool {
        defer { didForget() }
        return try await recent.change(place) {
            try await database.write { sql in
                let owned = try sql.execute(
                    "DELETE FROM conversation WHERE place = ? AND owner = ?", [.text(place), .text(speaker)])
                if owned > 0 { try Self.deleteTurns(of: place, sql) }
                return owned > 0
            }
        } then: { isDeleted, turns in
            if isDeleted { turns = nil }
        }
    }

    /// Forgets everything that was said in a place, whoever began it. Mind who asks.
    ///
    /// - Returns: whether there was something to forget.
    @discardableResult
    package func delete(place: String) async throws -> Bool {
        defer { didForget() }
        return try await recent.change(place) {
            try await database.write { sql in
                try Self.deleteTurns(of: place, sql)
                return try sql.execute("DELETE FROM conversation WHERE place = ?", [.text(place)]) > 0
            }
        } then: { _, turns in
            turns = nil
        }
    }

    static func deleteTurns(of place: String, _ sql: any SQLConnection) throws {
        try sql.execute("DELETE FROM turn WHERE place = ?", [.text(place)])
        try sql.execute("DELETE FROM turn_message WHERE place = ?", [.text(place)])
    }

    /// Forgets every talk of a speaker who will not come back, as part of the transaction that sees to that.
    package static func deleteAll(ownedBy speaker: String, in sql: any SQLConnection) throws {
        for table in ["turn", "turn_message"] {
            try sql.execute(
                "DELETE FROM \(table) WHERE place IN (SELECT place FROM conversation WHERE owner = ?)",
                [.text(speaker)])
        }
        try sql.execute("DELETE FROM conversation WHERE owner = ?", [.text(speaker)])
    }

    // MARK: Reading

    /// The talks this speaker began, the latest first.
    package func conversations(of speaker: String, limit: Int = 200) async throws -> [ConversationSummary] {
        try await database.read { sql in
            try sql.rows(
                "SELECT * FROM conversation WHERE owner = ? AND turns > 0 ORDER BY updated_at DESC LIMIT ?",
                [.text(speaker), SQLValue(limit)]
            ).map(ConversationSummary.init)
        }
    }

    /// The last `limit` turns of a place, oldest first. Mind who asks: this is not filtered by audience.
    package func history(of place: String, limit: Int) async throws -> [KeptTurn] {
        if limit <= Self.turnsAtHand, let turns = recent.turns(of: place) { return turns.last(limit) }
        let wanted = max(limit, Self.turnsAtHand)
        let version = recent.version
        let turns = try await database.read { sql in
            try sql.rows(
                "SELECT * FROM turn WHERE place = ? ORDER BY id DESC LIMIT ?", [.text(place), SQLValue(wanted)]
            )
            .reversed().map(KeptTurn.init)
        }
        recent.remember(turns.last(Self.turnsAtHand), of: place, ifStill: version)
        return turns.last(limit)
    }

    /// Turns that were never answered: a crash, or a stop in mid-answer. The oldest hundred after `id`, but for those
    /// that are being answered now.
    ///
    /// - Parameter date: turns of this moment and later ones may still be in the making.
    func pending(after id: Int64 = 0, saidBefore date: Date = .distantFuture) async throws -> [PendingTurn] {
        try await database.read { sql in
            try sql.rows(
                """
                SELECT turn.*, conversation.kind AS kind, conversation.parent AS parent, conversation.realm AS realm,
                    conversation.is_age_restricted AS is_age_restricted
                FROM turn JOIN conversation ON conversation.place = turn.place
                WHERE state = 'pending' AND id > ? AND said_at < ? ORDER BY id LIMIT 100
                """, [.integer(id), SQLValue(date)]
            ).map(PendingTurn.init)
        }
        .filter { !open.contains($0.kept.id) }
    }

    /// Takes a pending turn for a late answer, so that one that brings the program down is tried once.
    ///
    /// - Returns: false where it was taken before, or waits no longer.
    func claim(_ turn: KeptTurn) async throws -> Bool {
        let id = turn.id
        return try await database.write { sql in
            try sql.execute(
                "UPDATE turn SET claimed = 1 WHERE id = ? AND state = 'pending' AND claimed = 0", [.integer(id)]) == 1
        }
    }

    /// Lets a turn wait for another try, even though the task is cancelled.
    func release(_ turn: KeptTurn) async throws {
        let id = turn.id
        defer { open.remove(id) }
        _ = try await database.write(isCancellable: false) { sql in
            try sql.execute("UPDATE turn SET claimed = 0 WHERE id = ?", [.integer(id)])
        }
    }

    static func title(of text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? "A picture"
        return line.count <= 60 ? line : line.prefix(59) + "…"
    }
}

extension [KeptTurn] {
    /// The same array, where that is all of it.
    fileprivate func last(_ limit: Int) -> [KeptTurn] { count <= limit ? self : Array(suffix(limit)) }
}
