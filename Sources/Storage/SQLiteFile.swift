import Foundation
import GRDB

/// An open database with its one connection, set up for what it is used for.
final class SQLiteFile {
    enum Use {
        /// The one connection that changes the database.
        case writing
        /// One of those that read beside it. Not opened read-only: SQLite could not create the log's index then.
        case reading
        /// A database that lives as long as this connection.
        case memory
        /// A copy that is being written or put in order: one file, without a log beside it.
        case copying
        /// A file that may be hostile: looked at, never changed.
        case checking
    }

    let path: String
    private let queue: GRDB.DatabaseQueue
    private let connection: SQLiteConnection
    private var isInTransaction = false

    /// - Throws: ``StorageError``, `.damaged` where the file is not a database.
    init(path: String, for use: Use, busyTimeout: Duration = .seconds(5)) throws {
        self.path = path
        do {
            let configuration = SQLiteFile.configuration(for: use, busyTimeout: busyTimeout)
            let queue =
                use == .memory
                ? try DatabaseQueue(configuration: configuration)
                : try DatabaseQueue(path: path, configuration: configuration)
            self.queue = queue
            connection = queue.inDatabase { SQLiteConnection($0, path: path) }
        } catch let error as GRDB.DatabaseError {
            throw StorageError(error, path: path)
        }
        try self.use { try SQLiteFile.prepare($0, for: use) }
    }

    func use<Value>(_ work: (SQLiteConnection) throws -> Value) throws -> Value {
        try queue.inDatabase { _ in
            defer { isInTransaction = connection.isInTransaction }
            return try work(connection)
        }
    }

    /// Whether the connection should be closed rather than used again.
    var isInDoubt: Bool { connection.isInDoubt || isInTransaction }
    var foundDamage: Bool { connection.foundDamage }

    /// Stops what runs in `use`; from any thread. Whoever holds on to it does not keep the file open.
    var interruption: @Sendable () -> Void {
        { [weak queue] in queue?.interrupt() }
    }

    deinit {
        // Compiled statements would keep the connection from closing.
        queue.inDatabase { _ in connection.forgetStatements() }
    }

    private static func configuration(for use: Use, busyTimeout: Duration) -> GRDB.Configuration {
        var configuration = GRDB.Configuration()
        configuration.readonly = use == .checking
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.foreignKeysEnabled = use != .checking
        // A rollback that fails leaves a transaction open; we close the connection then, GRDB would trap.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cell_size_check = ON")
            // A schema from elsewhere may run nothing with side effects. Ours may: triggers fill search indexes.
            if use == .copying || use == .checking { try database.execute(sql: "PRAGMA trusted_schema = OFF") }
        }
        return configuration
    }

    private static func prepare(_ connection: SQLiteConnection, for use: Use) throws {
        switch use {
        case .writing:
            try journal(.wal, connection)
            // FULL: a commit returns after its fsync. The log shrinks back to 64 MB after a surge.
            // Deleted words are overwritten with zeros; freed pages are used again, the file does not shrink.
            try connection.script(
                """
                PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 67108864;
                """)
        case .reading, .memory, .copying, .checking:
            break
        }
    }
}

// MARK: - The journal

extension SQLiteFile {
    enum Journal: String {
        /// The log beside the file, that lets readers go on while one writes.
        case wal
        /// No log: the file is whole by itself and can be copied and renamed.
        case delete
    }

    /// Writes the log into the file and empties it, so that deleted words do not linger there.
    ///
    /// - Throws: ``StorageError/busy(reason:)`` where somebody reads in the log.
    static func emptyLog(_ connection: SQLiteConnection) throws {
        guard try connection.row("PRAGMA wal_checkpoint(TRUNCATE)")?.int("busy") == 0 else {
            throw StorageError.busy(reason: "somebody reads in the database's log")
        }
    }

    static func journal(_ journal: Journal, _ connection: SQLiteConnection) throws {
        let mode = try connection.row("PRAGMA journal_mode = \(journal.rawValue)")?.text("journal_mode")
        guard mode == journal.rawValue else {
            throw StorageError.failed("journal mode is \(mode ?? "unknown"), not \(journal.rawValue)")
        }
    }
}
