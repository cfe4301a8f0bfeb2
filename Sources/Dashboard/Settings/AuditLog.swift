package import Foundation
package import Storage

/// Who changed what, and when. Written in the same transaction as the change.
package struct AuditLog: Sendable {
    package static let migrations = [
        Migration(
            "audit: table",
            """
            CREATE TABLE audit (
                id BIGINT PRIMARY KEY, at BIGINT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, what TEXT NOT NULL,
                old_value TEXT, new_value TEXT)
            """)
    ]

    /// Older entries are deleted.
    static let capacity = 10_000

    let database: any Database

    package init(database: any Database) { self.database = database }

    /// The latest first; further back with `before`.
    package func entries(before id: Int64 = .max, limit: Int = 100) async throws -> [Entry] {
        try await database.read { sql in
            try sql.rows(
                "SELECT * FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?",
                [.integer(id), SQLValue(min(max(limit, 1), 500))]
            ).map(Entry.init)
        }
    }

    /// Part of the transaction that makes the change.
    package static func record(_ change: Change, at now: Date, in sql: any SQLConnection) throws {
        let id = try sql.nextID(in: "audit")
        try sql.insert(
            "audit",
            [
                "id": .integer(id), "at": SQLValue(now), "who": .text(change.who),
                "action": .text(change.action.rawValue), "what": .text(change.key), "old_value": SQLValue(change.old),
                "new_value": SQLValue(change.new),
            ])
        try sql.execute("DELETE FROM audit WHERE id <= ?", [.integer(id &- Int64(capacity))])
    }
}

extension AuditLog {
    package enum Action: String, Sendable, Encodable {
        case setting
        case password
        case signIn = "sign-in"
        case keyAdded = "key added"
        case keyRemoved = "key removed"
    }

    package struct Change: Sendable {
        var who: String
        var action: Action
        var key: String
        var old: String?
        var new: String?

        /// - Parameter who: a speaker's id: `web:operator`, `terminal`.
        package init(who: String, action: Action, key: String = "", old: String? = nil, new: String? = nil) {
            self.who = who
            self.action = action
            self.key = key
            self.old = old
            self.new = new
        }
    }

    package struct Entry: Sendable, Encodable, Equatable {
        package let id: Int
        package let at: Date
        package let who: String
        package let action: String
        package let key: String
        package let old: String?
        package let new: String?

        init(_ row: Row) throws {
            id = try row.int("id")
            at = try row.date("at")
            who = try row.text("who")
            action = try row.text("action")
            key = try row.text("what")
            old = try row.optionalText("old_value")
            new = try row.optionalText("new_value")
        }
    }
}
