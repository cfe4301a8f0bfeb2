package import Foundation
package import Storage

/// What is known about people, each with who may be told. What was learnt from a turn goes when that is deleted or
/// edited: the database sees to it.
package struct FactStore: Sendable {
    package static let migrations = [
        Migration(
            "companion: facts",
            """
            CREATE TABLE fact (
                id BIGINT PRIMARY KEY, kind TEXT NOT NULL, topic TEXT, text TEXT NOT NULL, excerpt TEXT NOT NULL,
                turn BIGINT, \(Said.columns));
            CREATE INDEX fact_subject ON fact (subject, said_at);
            CREATE INDEX fact_speaker ON fact (speaker);
            CREATE INDEX fact_turn ON fact (turn) WHERE turn IS NOT NULL;
            CREATE TABLE privacy (person TEXT PRIMARY KEY, is_paused BIGINT NOT NULL);
            ALTER TABLE turn ADD COLUMN is_learned BIGINT NOT NULL DEFAULT 0;
            CREATE INDEX turn_unlearned ON turn (id) WHERE is_learned = 0 AND provenance = 'spoken';
            CREATE TRIGGER turn_is_gone AFTER DELETE ON turn BEGIN
                DELETE FROM fact WHERE turn = OLD.id;
            END;
            CREATE TRIGGER turn_is_edited AFTER UPDATE OF text ON turn BEGIN
                DELETE FROM fact WHERE turn = OLD.id;
                UPDATE turn SET is_learned = 0 WHERE id = OLD.id;
            END
            """)
    ]
    /// How useful facts are: `used_at` is when a fact was last part of a prompt, before that when it was learnt.
    package static let useMigrations = [
        Migration(
            "companion: uses of facts",
            """
            ALTER TABLE fact ADD COLUMN uses BIGINT NOT NULL DEFAULT 0;
            ALTER TABLE fact ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
            UPDATE fact SET used_at = said_at;
            CREATE INDEX fact_unused ON fact (used_at) WHERE uses = 0
            """)
    ]

    /// Facts kept of one person that still hold; beyond them the least useful go.
    static let mostFacts = 200
    /// Facts of one person that no longer hold.
    static let mostFormer = 100
    /// Characters of a person's own words kept beside a fact.
    static let excerptLimit = 160

    let database: any Database
    let marks: PrivacyMarks?
    let now: @Sendable () -> Date

    /// - Parameter marks: who wants nothing learnt about them although this database may not know; nil: it does.
    package init(
        database: any Database, marks: PrivacyMarks? = nil, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        self.marks = marks
        self.now = now
    }

    // MARK: Recalling

    /// What this viewer may be told of these people, the most useful for the question first.
    ///
    /// - Parameter limit: facts of each person.
    func recall(
        _ people: [Speaker], for viewer: Viewer, asking question: String, limit: Int
    ) async throws -> [Recollection] {
        guard limit > 0, !people.isEmpty else { return [] }
        let date = now()
        let access = viewer.condition(at: date)
        let facts = try await database.read { sql in
            try people.map { person in
                let theirs = person.ids.map { SQLValue.text($0) }
                func rows(_ table: String, _ most: Int) throws -> [Row] {
                    try sql.rows(
                        """
                        SELECT * FROM \(table) WHERE subject IN (\(theirs.map { _ in "?" }.joined(separator: ", ")))
                        AND \(access.sql) ORDER BY said_at DESC LIMIT ?
                        """, theirs + access.arguments + [SQLValue(most)])
                }
                return Self.upToDate(
                    try rows("fact", Self.mostFacts).map(Fact.init),
                    endedBy: try rows("fact_end", Self.mostFormer).map(FactEnd.init))
            }
        }
        let ranking = FactRanking(question: question, now: date)
        return zip(people, facts).compactMap { person, facts in
            facts.isEmpty ? nil : Recollection(name: person.name, facts: ranking.best(limit, of: facts))
        }
    }

    /// What the same person said to others than before does not end it for those. Who may be told both is told what was
    /// said last, and what was said to several audiences is told once.
    ///
    /// - Parameter facts: the newest first.
    private static func upToDate(_ facts: [Fact], endedBy ends: [FactEnd]) -> [Fact] {
        var topics: Set<String> = []
        var told: Set<Wording> = []
        return facts.filter { fact in
            let isLast = fact.topic.map { topics.insert($0).inserted } ?? true
            guard isLast, told.insert(Wording(fact.text)).inserted else { return false }
            return !ends.contains { $0.saidAt >= fact.saidAt && $0.concerns(fact.topic, fact.text) }
        }
    }

    /// All that is known about a person and still holds, the newest first. Only for their own eyes.
    package func facts(about person: String) async throws -> [Fact] {
        let date = now()
        return try await database.read { sql in
            try sql.rows(
                """
                SELECT * FROM fact WHERE subject = ? AND (valid_until IS NULL OR valid_until > ?)
                ORDER BY said_at DESC LIMIT ?
                """, [.text(person), SQLValue(date), SQLValue(Self.mostFacts)]
            ).map(Fact.init)
        }
    }

    // MARK: Forgetting

    /// - Parameter date: what was said later stays.
    /// - Returns: how many facts about this person, and by them, are gone.
    func forget(_ person: String, saidUntil date: Date = .distantFuture) async throws -> Int {
        try await database.write { sql in
            let theirs = "(subject = ? OR speaker = ?) AND said_at <= ?"
            let who: [SQLValue] = [.text(person), .text(person), SQLValue(date)]
            try sql.execute("DELETE FROM fact_end WHERE \(theirs)", who)
            return try sql.execute("DELETE FROM fact WHERE \(theirs)", who)
        }
    }
}
