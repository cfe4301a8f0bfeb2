import Foundation

/// Decides which migrations are missing and runs them, each in a transaction.
struct Migrator: Sendable {
    private static let table = "schema_migration"

    let migrations: [Migration]

    /// - Throws: where two migrations share a name.
    init(_ migrations: [Migration]) throws {
        var names: Set<String> = []
        for migration in migrations where !names.insert(migration.name).inserted {
            throw StorageError.failed("two migrations are named “\(migration.name)”")
        }
        self.migrations = migrations
    }

    /// What is missing, in order. A room's new migration may stand between others' old ones.
    ///
    /// - Throws: ``StorageError/newerSchema(_:)`` where the database knows others.
    func pending(after applied: [String]) throws -> [Migration] {
        let unknown = Set(applied).subtracting(migrations.map(\.name))
        guard unknown.isEmpty else { throw StorageError.newerSchema(unknown.sorted()) }
        let applied = Set(applied)
        return migrations.filter { !applied.contains($0.name) }
    }

    /// The names of those that ran here, in their order.
    static func applied(on connection: any SQLConnection) throws -> [String] {
        let known = try connection.row("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", [.text(table)])
        guard known != nil else { return [] }
        return try connection.rows("SELECT name FROM \(table) ORDER BY applied_at, rowid").map { try $0.text("name") }
    }

    /// Runs one, unless it ran meanwhile. Tables may be rebuilt: foreign keys are checked at the end.
    static func apply(_ migration: Migration, on connection: SQLiteConnection, at date: Date) throws {
        try connection.script("PRAGMA foreign_keys = OFF")
        defer { connection.forgetStatements() }
        let outcome = Result {
            try connection.transaction { connection in
                guard try !applied(on: connection).contains(migration.name) else { return }
                try connection.script(migration.sql)
                try remember(migration, on: connection, at: date)
                if let broken = try connection.row("PRAGMA foreign_key_check") {
                    let table = try broken.text("table")
                    throw StorageError.failed("\(migration.name): rows of \(table) lost their parent")
                }
            }
        }
        try connection.script("PRAGMA foreign_keys = ON")
        try outcome.get()
    }

    private static func remember(_ migration: Migration, on connection: SQLiteConnection, at date: Date) throws {
        try connection.execute(
            "CREATE TABLE IF NOT EXISTS \(table) (name TEXT PRIMARY KEY NOT NULL, applied_at BIGINT NOT NULL)")
        try connection.insert(table, ["name": .text(migration.name), "applied_at": SQLValue(date)])
    }
}
