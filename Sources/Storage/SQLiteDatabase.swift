package import Foundation
package import Logging

/// The database as a SQLite file, or in memory for tests.
///
/// One connection writes, in groups that share an fsync (``GroupCommitWriter``); a few others read beside it.
/// Each has a thread of its own. A read whose caller is cancelled returns at once; a change whose
/// caller is cancelled while it waits is not made, one that has begun is made and its outcome returned.
package final class SQLiteDatabase: Database {
    /// Reads at the same time; each costs a connection with up to 2 MB of cache.
    static let readers = 4

    /// What was found at the start.
    package let report: OpenReport
    /// Where automatic backups go; nil in memory.
    package let backups: BackupFolder?

    private let file: DatabaseFile?
    private let watch: TroubleWatch?
    private let writerLane: SQLiteLane
    private let readerLanes: ReaderLanes
    private let writer: GroupCommitWriter
    private let metrics: StorageMetrics
    private let now: @Sendable () -> Date

    /// Opens the file at `path`, creating it where there never was one.
    ///
    /// The file, its folder and that of the backups are made private to their owner.
    ///
    /// - Parameters:
    ///   - backups: the folder of automatic backups; `backups` beside the file where nil.
    ///   - repairs: sets a damaged file aside for the newest good backup: ``report`` tells. Only for the one
    ///     program that the database belongs to: another that has it open would go on writing into the old file.
    /// - Throws: ``StorageError/damaged(path:reason:)`` where the file may not be repaired, and then is left as
    ///   it is, or where no backup is good either: the program must stop.
    package static func open(
        at path: String, backups: String? = nil, repairs: Bool = false,
        logger: Logger = Logger(label: "acore.storage"), now: @escaping @Sendable () -> Date = { Date() }
    ) async throws -> SQLiteDatabase {
        let file = DatabaseFile(path, backups: backups)
        let watch = TroubleWatch(file: file, logger: logger)
        let writer = SQLiteLane("writer", trouble: watch.saw) { try Self.present(file, for: .writing) }
        let opening = DatabaseOpening(file: file, repairs: repairs, now: now(), logger: logger)
        let report = try await writer.perform { try opening.run(on: writer) }
        let readers = (1...Self.readers).map { number in
            SQLiteLane("reader.\(number)", trouble: watch.saw) { try Self.present(file, for: .reading) }
        }
        let database = SQLiteDatabase(
            file: file, watch: watch, report: report, writer: writer, readers: readers, now: now)
        watch.begin { [weak database] in database?.readerLanes.reopen() }
        return database
    }

    /// A database that is gone when it is closed. Reads and changes take turns.
    package static func inMemory(now: @escaping @Sendable () -> Date = { Date() }) -> SQLiteDatabase {
        let lane = SQLiteLane("memory") { try SQLiteFile(path: ":memory:", for: .memory) }
        return SQLiteDatabase(
            file: nil, watch: nil, report: OpenReport(isNew: true), writer: lane, readers: [lane], now: now)
    }

    private init(
        file: DatabaseFile?, watch: TroubleWatch?, report: OpenReport, writer: SQLiteLane, readers: [SQLiteLane],
        now: @escaping @Sendable () -> Date
    ) {
        let metrics = StorageMetrics()
        self.file = file
        self.watch = watch
        self.report = report
        self.backups = file?.backups
        self.metrics = metrics
        self.now = now
        writerLane = writer
        readerLanes = ReaderLanes(readers)
        self.writer = GroupCommitWriter(
            lane: writer, uptime: Self.uptime, committed: metrics.committed, failed: metrics.failed)
    }

    package func read<Value: Sendable>(
        _ query: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await PendingCall<Value>.run { [readerLanes, metrics] call in
            try readerLanes.add { lane in
                guard call.isWanted else { return }
                let start = ContinuousClock.now
                call.finish(Result { try lane.use { try $0.snapshot(query) } })
                metrics.didRead(in: ContinuousClock.now - start)
            }
        }
    }

    package func write<Value: Sendable>(
        isCancellable: Bool, _ change: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await PendingCall<Value>.run(isCancellable: isCancellable) { call in
            try writer.add(QueuedChange(call, change))
        }
    }

    /// Whether ``migrate(_:)`` would change the schema. A visitor beside a running program leaves that to it.
    ///
    /// - Throws: ``StorageError/newerSchema(_:)`` as that does.
    package func needsMigration(_ migrations: [Migration]) async throws -> Bool {
        let migrator = try Migrator(migrations)
        return try await read { try !migrator.pending(after: Migrator.applied(on: $0)).isEmpty }
    }

    package func migrate(_ migrations: [Migration]) async throws {
        let migrator = try Migrator(migrations)
        let applied = try await writer.alone { try Migrator.applied(on: $0) }
        let pending = try migrator.pending(after: applied)
        if !pending.isEmpty, !applied.isEmpty, let backups {
            try await backup(to: backups.path(at: now(), for: .migration), replacing: true)
        }
        for migration in pending {
            let date = now()
            try await writer.alone { try Migrator.apply(migration, on: $0, at: date) }
        }
        if file != nil, !pending.isEmpty { readerLanes.reopen() }
    }

    /// Copies the database into a new file at `path` while it is in use, and checks the copy.
    ///
    /// The file appears under its name only when it is whole and good. Cancelling stops it.
    ///
    /// - Parameter replacing: whether what has that name may go, unless it is the database's own.
    /// - Throws: ``StorageError/takenName(path:reason:)``, or ``StorageError/badBackup(path:reason:)`` where the
    ///   copy is damaged: then the database is.
    package func backup(to path: String, replacing: Bool = false) async throws {
        if writer.isClosed { throw StorageError.closed }
        if file?.isOwn(path) == true {
            throw StorageError.takenName(path: path, reason: "the database itself needs that name")
        }
        let stop = StopSign()
        let lane = file.map { [watch] file in
            SQLiteLane("backup", trouble: { watch?.saw($0) }) { try Self.present(file, for: .reading) }
        }
        try await withTaskCancellationHandler {
            let lane = lane ?? writerLane
            try await lane.perform { [file] in
                do {
                    try lane.use { try Backup.make(of: $0, at: path, replacing: replacing, stop: stop) }
                } catch StorageError.badBackup(let path, let reason) {
                    try file?.markSuspect()
                    throw StorageError.badBackup(path: path, reason: reason)
                }
            }
        } onCancel: {
            stop.raise()
        }
    }

    /// Writes the log into the file and empties it, so that deleted words do not linger there.
    func emptyLog() async throws {
        try await writer.alone(SQLiteFile.emptyLog)
    }

    /// Commits what waits and closes the file. Whatever comes later throws ``StorageError/closed``.
    package func close() async throws {
        try await writer.close()
        try await readerLanes.close()
    }

    private static let origin = ContinuousClock.now
    private static func uptime() -> Duration { ContinuousClock.now - origin }

    /// SQLite would create the file where somebody took it away meanwhile.
    private static func present(_ file: DatabaseFile, for use: SQLiteFile.Use) throws -> SQLiteFile {
        guard PrivateFiles.exists(file.path) else { throw StorageError.cannotWrite(reason: "\(file.path) is gone") }
        return try SQLiteFile(path: file.path, for: use)
    }
}
