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
    /// - Parameters:
    ///   - replacing: whether a file of that name may go; else it is refused.
    ///   - stop: stops the backup every few pages, and while the copy is checked.
    /// - Throws: ``StorageError/badBackup(path:reason:)`` where the copy is not as good as the database should be,
    ///   ``StorageError/takenName(path:reason:)``, or what kept it from being made.
    static func make(of source: SQLiteConnection, at path: String, replacing: Bool, stop: StopSign) throws {
        try PartialFile.write(path, replacing: replacing) { partial in
            let contents = try source.snapshot { source in
                // Reading first: the copy is of the moment that this read sees.
                let contents = try Contents(of: source)
                let copy = try SQLiteFile(path: partial, for: .copying)
                try copy.use { copy in
                    try source.copy(to: copy, pause: stop.check)
                    try SQLiteFile.journal(.delete, copy)
                }
                return contents
            }
            do {
                guard try check(partial, stop: stop) == contents else {
                    throw StorageError.badBackup(path: path, reason: "it holds other rows than the database")
                }
            } catch StorageError.damaged(_, let reason) {
                throw StorageError.badBackup(path: path, reason: reason)
            }
        }
    }

    /// Looks through a file that may be hostile.
    ///
    /// - Throws: ``StorageError/damaged(path:reason:)`` where SQLite finds fault with it, or what kept it from looking.
    static func check(_ path: String, stop: StopSign = StopSign()) throws -> Contents {
        let file = try SQLiteFile(path: path, for: .checking)
        let limit = DispatchWorkItem(block: file.interruption)
        DispatchQueue.global().asyncAfter(deadline: .now() + checkLimit, execute: limit)
        defer { limit.cancel() }
        return try stop.watch(file) {
            try file.use { connection in
                try connection.snapshot { connection in
                    if let fault = try fault(in: connection) { throw StorageError.damaged(path: path, reason: fault) }
                    return try Contents(of: connection)
                }
            }
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
