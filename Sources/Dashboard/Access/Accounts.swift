package import Foundation
package import Storage

/// The people who may sign in to the web page. There is one to begin with: the operator.
package struct Accounts: Sendable {
    package static let migrations = [
        Migration(
            "web users: table",
            """
            CREATE TABLE web_user (
                id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, password TEXT NOT NULL, changed_at BIGINT NOT NULL)
            """)
    ]

    package static let operatorName = "operator"
    static let passwordLengths = 10...200

    let database: any Database
    private let check: PasswordCheck
    private let now: @Sendable () -> Date

    package init(
        database: any Database, cost: PasswordCost = .standard, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.database = database
        check = PasswordCheck(cost: cost)
        self.now = now
    }

    /// Makes the operator's account where there is none yet.
    ///
    /// - Returns: the new password, this once; nil where the account exists.
    package func ensureOperator() async throws -> String? {
        guard try await account(named: Self.operatorName) == nil else { return nil }
        return try await setNewPassword(for: Self.operatorName)
    }

    /// Gives the operator a new password and signs every browser out.
    ///
    /// - Returns: the new password, this once.
    package func resetPassword() async throws -> String {
        try await setNewPassword(for: Self.operatorName)
    }

    /// The account whose password this is.
    func signIn(name: String, password: String) async throws -> Account? {
        let account = try await account(named: name)
        return try await check.matches(password, stored: account?.password) ? account : nil
    }

    /// Replaces a password that its owner still knows, and signs every browser out.
    ///
    /// - Returns: whether the current one was right.
    func changePassword(of name: String, from current: String, to new: String) async throws -> Bool {
        guard try await signIn(name: name, password: current) != nil else { return false }
        try await save(password: new, for: name, by: "web:\(name)")
        return true
    }

    private func setNewPassword(for name: String) async throws -> String {
        let password = (0..<4).map { _ in Token.readable(5) }.joined(separator: "-")
        try await save(password: password, for: name, by: "terminal")
        return password
    }

    private func save(password: String, for name: String, by who: String) async throws {
        let hash = try await check.hash(password)
        let now = now()
        try await database.write { sql in
            let values: [SQLValue] = [.text(hash), SQLValue(now), .text(name)]
            if try sql.execute("UPDATE web_user SET password = ?, changed_at = ? WHERE name = ?", values) == 0 {
                try sql.insert(
                    "web_user",
                    [
                        "id": .integer(try sql.nextID(in: "web_user")), "name": .text(name), "password": .text(hash),
                        "changed_at": SQLValue(now),
                    ])
            }
            try sql.execute(
                "DELETE FROM web_session WHERE user_id = (SELECT id FROM web_user WHERE name = ?)", [.text(name)])
            try AuditLog.record(.init(who: who, action: .password, key: name), at: now, in: sql)
        }
    }

    private func account(named name: String) async throws -> Account? {
        try await database.read { sql in
            try sql.row("SELECT id, name, password FROM web_user WHERE name = ?", [.text(name)]).map { row in
                Account(id: try row.int("id"), name: try row.text("name"), password: try row.text("password"))
            }
        }
    }
}

/// Somebody who may sign in.
struct Account: Sendable {
    let id: Int
    let name: String
    let password: String
}

extension SQLConnection {
    /// The number after the highest so far. Two writers cannot get the same one: changes run one after the other.
    func nextID(in table: String) throws -> Int64 {
        Int64(try row("SELECT COALESCE(MAX(id), 0) AS last FROM \(table)")?.int("last") ?? 0) &+ 1
    }
}
