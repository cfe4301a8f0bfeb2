import Foundation
import Storage

/// Who is signed in, by the hash of the random value in their cookie.
///
/// Kept in the database, so that a restart signs nobody out.
struct WebSessions: Sendable {
    static let migrations = [
        Migration(
            "web sessions: table",
            """
            CREATE TABLE web_session (
                id TEXT PRIMARY KEY, user_id BIGINT NOT NULL, created_at BIGINT NOT NULL, seen_at BIGINT NOT NULL);
            CREATE INDEX web_session_user ON web_session (user_id)
            """)
    ]

    /// Signed out after so long without a request…
    static let idleLimit: TimeInterval = 12 * 3600
    /// …and after so long in any case.
    static let ageLimit: TimeInterval = 30 * 86_400
    /// Browsers of one person; the one unused for longest is signed out first.
    static let perPerson = 20

    let database: any Database
    let now: @Sendable () -> Date

    /// Signs somebody in under a new random value; the browser's old one, if any, is void.
    func start(for account: Account, replacing old: String?) async throws -> Session {
        let token = Token.make()
        let now = now()
        try await database.write { sql in
            try Self.deleteExpired(at: now, in: sql)
            if let old { try sql.execute("DELETE FROM web_session WHERE id = ?", [.text(Token.hash(old))]) }
            try sql.execute(
                """
                DELETE FROM web_session WHERE user_id = ? AND id NOT IN (
                    SELECT id FROM web_session WHERE user_id = ? ORDER BY seen_at DESC LIMIT ?)
                """,
                [SQLValue(account.id), SQLValue(account.id), SQLValue(Self.perPerson - 1)])
            try sql.insert(
                "web_session",
                [
                    "id": .text(Token.hash(token)), "user_id": SQLValue(account.id), "created_at": SQLValue(now),
                    "seen_at": SQLValue(now),
                ])
            try AuditLog.record(.init(who: "web:\(account.name)", action: .signIn), at: now, in: sql)
        }
        return Session(token: token, userName: account.name)
    }

    /// Whose cookie this is; nil where it is unknown or too old. Counts as use.
    func session(for token: String) async throws -> Session? {
        let now = now()
        guard let found = try await find(token, at: now) else { return nil }
        if now.timeIntervalSince(found.seenAt) > 60 {
            _ = try await database.write { sql in
                try sql.execute(
                    "UPDATE web_session SET seen_at = ? WHERE id = ?", [SQLValue(now), .text(Token.hash(token))])
            }
        }
        return Session(token: token, userName: found.name)
    }

    /// Whether somebody is still signed in. Asking does not keep them so.
    func isOpen(_ session: Session) async throws -> Bool { try await find(session.token, at: now()) != nil }

    private func find(_ token: String, at now: Date) async throws -> (name: String, seenAt: Date)? {
        try await database.read { sql in
            try sql.row(
                """
                SELECT web_user.name AS name, web_session.seen_at AS seen_at FROM web_session
                JOIN web_user ON web_user.id = web_session.user_id
                WHERE web_session.id = ? AND seen_at > ? AND created_at > ?
                """,
                [.text(Token.hash(token)), SQLValue(now - Self.idleLimit), SQLValue(now - Self.ageLimit)]
            ).map { (name: try $0.text("name"), seenAt: try $0.date("seen_at")) }
        }
    }

    func end(_ session: Session) async throws {
        _ = try await database.write { sql in
            try sql.execute("DELETE FROM web_session WHERE id = ?", [.text(Token.hash(session.token))])
        }
    }

    private static func deleteExpired(at now: Date, in sql: any SQLConnection) throws {
        try sql.execute(
            "DELETE FROM web_session WHERE seen_at <= ? OR created_at <= ?",
            [SQLValue(now - idleLimit), SQLValue(now - ageLimit)])
    }
}

/// One browser that is signed in.
struct Session: Sendable, Equatable {
    /// What its cookie says.
    let token: String
    let userName: String

    /// What our own page sends along with every change. Another site's page
    /// makes the browser send the cookie, but cannot know this.
    var pageToken: String { Token.hash("acore page \(token)") }
}
