import Dispatch

/// What a database holds, as far as two copies of it must agree.
struct Contents: Equatable {
    let migrations: [String]
    /// By table; search indexes and SQLite's own tables are left out.
    let rows: [String: Int]

    init(of connection: SQLiteConnection) throws {
        migrations = try Migrator.applied(on: connection)
        rows = try Dictionary(
            Contents.tables(of: connection).map { table in
                (table, try connection.row("SELECT COUNT(*) AS n FROM \(Contents.quoted(table))")?.int("n") ?? 0)
            },
            uniquingKeysWith: { first, _ in first })
    }

    static func tables(of connection: SQLiteConnection) throws -> [String] {
        try connection.rows(
            """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%'
            """
        ).map { try $0.text("name") }
    }

    static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}

/// Makes copies of a database and looks them through.
enum Backup {
    /// Checking a copy takes at most this long; a hostile file could make it endless.
    static let checkLimit = DispatchTimeInterval.seconds(600)

    /// Copies the database as it is now into a new file, while others go on writing, and checks the copy.
    ///
    /// - Parameter pause: runs every few pages; throwing there stops the backup.
    /// - Throws: ``StorageError/badBackup(path:reason:)`` where the copy is not as good as the database should be.
    static func make(of source: SQLiteConnection, at path: String, pause: @escaping () throws -> Void) throws {
        try PartialFile.write(path) { partial in
            let contents = try source.snapshot { source in
                // Reading first: the copy is of the moment that this read sees.
                let contents = try Contents(of: source)
                let copy = try SQLiteFile(path: partial, for: .copying)
                try copy.use { copy in
                    try source.copy(to: copy, pause: pause)
                    try SQLiteFile.journal(.delete, copy)
                }
                return contents
            }
            guard try check(partial) == contents else {
                throw StorageError.badBackup(path: path, reason: "it holds other rows than the database")
            }
        }
    }

    /// Looks through a file that may be hostile.
    ///
    /// - Throws: ``StorageError/badBackup(path:reason:)``
    static func check(_ path: String) throws -> Contents {
        do {
            let file = try SQLiteFile(path: path, for: .checking)
            let limit = DispatchWorkItem(block: file.interruption)
            DispatchQueue.global().asyncAfter(deadline: .now() + checkLimit, execute: limit)
            defer { limit.cancel() }
            return try file.use { connection in
                try connection.snapshot { connection in
                    if let fault = try fault(in: connection) {
                        throw StorageError.badBackup(path: path, reason: fault)
                    }
                    return try Contents(of: connection)
                }
            }
        } catch let error as StorageError {
            throw StorageError.badBackup(path: path, reason: error.reason)
        }
    }

    /// What SQLite finds wrong with a database; nil where nothing is.
    ///
    /// - Parameter quick: leaves out whether indexes match their tables; several times faster.
    static func fault(in connection: SQLiteConnection, quick: Bool = false) throws -> String? {
        let check = quick ? "quick_check" : "integrity_check"
        let report = try connection.row("PRAGMA \(check)(1)")?.text(check)
        return report == "ok" ? nil : report?.replacing("\n", with: " ") ?? "no report"
    }
}
