package import Foundation
import Storage

/// A realm that the companion left is forgotten after a while, unless it comes back before.
extension ConversationStore {
    /// From leaving until all that was said there is deleted.
    package static let patienceAfterLeaving: TimeInterval = 30 * 86_400

    /// It left a realm. Leaving it again changes nothing.
    package func leave(realm: String, at date: Date) async throws {
        _ = try await database.write { sql in
            try sql.execute(
                "INSERT INTO realm_left (realm, left_at) VALUES (?, ?) ON CONFLICT (realm) DO NOTHING",
                [.text(realm), SQLValue(date)])
        }
    }

    /// It is in a realm, perhaps again: what was said there stays, as far as it is still there.
    package func enter(realm: String) async throws {
        let isLeft = try await database.read { sql in
            try sql.row("SELECT 1 FROM realm_left WHERE realm = ?", [.text(realm)]) != nil
        }
        guard isLeft else { return }
        _ = try await database.write { sql in
            try sql.execute("DELETE FROM realm_left WHERE realm = ?", [.text(realm)])
            return try sql.execute(
                "UPDATE conversation SET is_ending = 0 WHERE realm = ? AND is_ending = 1", [.text(realm)])
        }
    }

    /// Realms that were left and are not yet deleted.
    package func realmsLeft() async throws -> [String] {
        try await database.read { sql in
            try sql.rows("SELECT realm FROM realm_left ORDER BY left_at").map { try $0.text("realm") }
        }
    }

    /// Marks what was said in realms that were left long enough ago, for ``deleteEnded()``.
    ///
    /// - Returns: those realms.
    func endLeft(asOf date: Date) async throws -> [String] {
        try await database.write { sql in
            let realms = try sql.rows(
                "SELECT realm FROM realm_left WHERE left_at <= ?",
                [SQLValue(date.addingTimeInterval(-Self.patienceAfterLeaving))]
            ).map { try $0.text("realm") }
            for realm in realms {
                try sql.execute("UPDATE conversation SET is_ending = 1 WHERE realm = ?", [.text(realm)])
            }
            return realms
        }
    }

    /// Deletes what was put there for all members of a realm whose talks are gone, and the mark that it was left.
    ///
    /// - Returns: false where it was entered meanwhile.
    func purge(_ realm: String) async throws -> Bool {
        try await database.write { sql in
            guard try sql.execute("DELETE FROM realm_left WHERE realm = ?", [.text(realm)]) == 1 else { return false }
            for table in try sql.tablesOfWords() where table != "turn" {
                try sql.execute(
                    "DELETE FROM \"\(table)\" WHERE audience = ?", [.text(Audience.realm(realm).key)])
            }
            return true
        }
    }
}
