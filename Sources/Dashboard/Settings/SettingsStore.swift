package import Foundation
package import Storage

/// What was changed on the settings page: read at the start, under what the
/// environment and the files say.
package struct SettingsStore: Sendable {
    package static let migrations = [
        Migration(
            "settings: table",
            """
            CREATE TABLE setting (
                key TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at BIGINT NOT NULL, changed_by TEXT NOT NULL)
            """)
    ]

    /// Stands in the audit log for every value of a secret.
    static let mask = "•••"

    private let database: any Database
    private let now: @Sendable () -> Date

    package init(database: any Database, now: @escaping @Sendable () -> Date = { Date() }) {
        self.database = database
        self.now = now
    }

    /// Values by key, as text.
    package func all() async throws -> [String: String] {
        try await database.read { sql in
            let pairs = try sql.rows("SELECT key, value FROM setting").map {
                (try $0.text("key"), try $0.text("value"))
            }
            return Dictionary(pairs, uniquingKeysWith: { _, last in last })
        }
    }

    /// Keeps `value`, or forgets the key where it is nil, and says so in the audit log.
    ///
    /// - Parameters:
    ///   - who: the speaker's id, such as `web:operator`.
    ///   - secret: one that is forgotten with it, because it belongs to the old value.
    package func change(
        _ key: String, to value: String?, by who: String, isSecret: Bool, forgetting secret: String? = nil
    ) async throws {
        let now = now()
        try await database.write { sql in
            try Self.set(key, to: value, by: who, isSecret: isSecret, at: now, in: sql)
            if let secret, try Self.value(of: secret, in: sql) != nil {
                try Self.set(secret, to: nil, by: who, isSecret: true, at: now, in: sql)
            }
        }
    }

    private static func value(of key: String, in sql: any SQLConnection) throws -> String? {
        try sql.row("SELECT value FROM setting WHERE key = ?", [.text(key)])?.text("value")
    }

    private static func set(
        _ key: String, to value: String?, by who: String, isSecret: Bool, at now: Date, in sql: any SQLConnection
    ) throws {
        let old = try self.value(of: key, in: sql)
        try sql.execute("DELETE FROM setting WHERE key = ?", [.text(key)])
        if let value {
            try sql.insert(
                "setting",
                ["key": .text(key), "value": .text(value), "changed_at": SQLValue(now), "changed_by": .text(who)])
        }
        func shown(_ value: String?) -> String? { isSecret ? value.map { _ in mask } : value }
        try AuditLog.record(
            .init(who: who, action: .setting, key: key, old: shown(old), new: shown(value)), at: now, in: sql)
    }
}
