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
    let now: @Sendable () -> Date

    package init(database: any Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
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
                try sql.rows(
                    """
                    SELECT * FROM fact WHERE subject IN (\(person.ids.map { _ in "?" }.joined(separator: ", ")))
                    AND \(access.sql) ORDER BY said_at DESC LIMIT ?
                    """, person.ids.map { .text($0) } + access.arguments + [SQLValue(Self.mostFacts)]
                ).map(Fact.init)
            }
        }
        let ranking = FactRanking(question: question, now: date)
        return zip(people, facts).compactMap { person, facts in
            facts.isEmpty ? nil : Recollection(name: person.name, facts: ranking.best(limit, of: Self.distinct(facts)))
        }
    }

    /// What was said to several audiences is told once.
    private static func distinct(_ facts: [Fact]) -> [Fact] {
        var told: Set<Wording> = []
        return facts.filter { told.insert(Wording($0.text)).inserted }
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

    /// - Returns: how many facts about this person, and by them, are gone.
    func forget(_ person: String) async throws -> Int {
        try await database.write { sql in
            try sql.execute("DELETE FROM fact WHERE subject = ? OR speaker = ?", [.text(person), .text(person)])
        }
    }
}
