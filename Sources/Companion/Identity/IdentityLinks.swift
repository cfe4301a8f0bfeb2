package import Foundation
package import Storage

/// Who is one and the same person under several ids: a user of the web page who joined their account on Discord.
///
/// What was told in private under one id is told to the person under the other, and to nobody else.
package struct IdentityLinks: Sendable {
    package static let migrations = [
        Migration(
            "companion: identity links",
            """
            CREATE TABLE identity_link (web TEXT PRIMARY KEY, account TEXT NOT NULL, linked_at BIGINT NOT NULL);
            CREATE INDEX identity_link_account ON identity_link (account)
            """)
    ]

    /// Other ids of one person that are looked at.
    private static let most = 8

    private let database: any Database
    private let now: @Sendable () -> Date

    package init(database: any Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// Joins a user of the web page to an account elsewhere; one that was joined before is left.
    package func join(_ web: String, to account: String) async throws {
        let date = now()
        _ = try await database.write { sql in
            try sql.execute(
                """
                INSERT INTO identity_link (web, account, linked_at) VALUES (?, ?, ?)
                ON CONFLICT (web) DO UPDATE SET account = excluded.account, linked_at = excluded.linked_at
                """, [.text(web), .text(account), SQLValue(date)])
        }
    }

    /// Parts what was joined, from either side.
    package func part(_ person: String) async throws {
        _ = try await database.write { sql in
            try sql.execute("DELETE FROM identity_link WHERE web = ? OR account = ?", [.text(person), .text(person)])
        }
    }

    /// The ids of a person, the given one first.
    package func ids(of person: String) async throws -> [String] {
        let others = try await database.read { sql in
            try sql.rows(
                """
                SELECT account AS id FROM identity_link WHERE web = ?1
                UNION SELECT web FROM identity_link WHERE account = ?1 ORDER BY id LIMIT ?2
                """, [.text(person), SQLValue(Self.most)]
            ).map { try $0.text("id") }
        }
        return [person] + others
    }
}
