import Foundation

/// A database's file, what lies around it, and how another takes its place.
struct DatabaseFile: Sendable {
    /// What SQLite keeps beside a database: its log, the log's index, a rollback journal.
    static let companions = ["-wal", "-shm", "-journal"]

    let path: String
    let backups: BackupFolder

    init(_ path: String, backups: String? = nil) {
        self.path = path
        self.backups = BackupFolder(backups ?? PrivateFiles.folder(of: path) + "/backups")
    }

    var folder: String { PrivateFiles.folder(of: path) }

    /// Whether `other`, by whatever path, is the database or one of the names beside it that mean something.
    func isOwn(_ other: String) -> Bool {
        let databases = [path, incoming].flatMap { name in ([""] + Self.companions).map { name + $0 } }
        return (databases + [mark]).contains { PrivateFiles.areSame($0, other) }
    }

    private var log: String { path + "-wal" }
    /// Where a backup is prepared that will become the database.
    private var incoming: String { path + ".incoming" }
    /// Its being there says that damage was seen: the next start looks through the whole file.
    private var mark: String { path + ".suspect" }

    /// Bytes in the log: a program that closes the database leaves none.
    var logSize: Int { PrivateFiles.size(log) ?? 0 }
    var size: Int { PrivateFiles.size(path) ?? 0 }

    /// When something was written last.
    var lastWrite: Date? {
        [path, log].compactMap(PrivateFiles.changed).max()
    }

    /// Whether there was a database here, though its file may be gone.
    func hasHistory() throws -> Bool {
        if try size > 0 || logSize > 0 || !backups.backups().isEmpty { return true }
        guard PrivateFiles.exists(folder) else { return false }
        let name = (path as NSString).lastPathComponent
        return try PrivateFiles.names(in: folder).contains { $0.hasPrefix(name + ".") }
    }
}

// MARK: - Suspicion

extension DatabaseFile {
    var isSuspect: Bool { PrivateFiles.exists(mark) }

    func markSuspect() throws {
        guard !isSuspect else { return }
        try PrivateFiles.create(mark)
    }

    func clearSuspicion() throws { try PrivateFiles.remove(mark) }
}

// MARK: - Another in its place

extension DatabaseFile {
    /// Copies a file that may be hostile beside the database, makes it whole by itself and checks it.
    ///
    /// Its log is copied too: a database that was copied by hand has its last changes there.
    ///
    /// - Throws: ``StorageError/badBackup(path:reason:)``, or `.cannotWrite` where there is no room for the copy.
    func fetch(_ backup: String) throws -> Contents {
        guard let size = PrivateFiles.size(backup) else {
            throw StorageError.badBackup(path: backup, reason: "there is no such file")
        }
        guard size > 0 else { throw StorageError.badBackup(path: backup, reason: "it is empty") }
        guard !isOwn(backup) else {
            throw StorageError.badBackup(path: backup, reason: "it is the database's own: give it another name first")
        }
        try discardFetched()
        do {
            for ending in ["", "-wal"] where PrivateFiles.size(backup + ending) != nil {
                try PrivateFiles.create(incoming + ending)
                try PrivateFiles.copy(backup + ending, to: incoming + ending)
            }
            let contents = try lookThroughFetched(backup)
            try PrivateFiles.sync(incoming)
            return contents
        } catch {
            try discardFetched()
            throw error
        }
    }

    /// Whatever SQLite cannot do with the copy is the backup's fault.
    private func lookThroughFetched(_ backup: String) throws -> Contents {
        do {
            try SQLiteFile(path: incoming, for: .copying).use { try SQLiteFile.journal(.delete, $0) }
            let contents = try Backup.check(incoming)
            guard !contents.migrations.isEmpty else { throw StorageError.failed("it is not one of ours") }
            return contents
        } catch let error as StorageError {
            throw StorageError.badBackup(path: backup, reason: error.reason)
        }
    }

    /// Makes what ``fetch(_:)`` prepared the database, after ``setAside(as:at:)``.
    func install() throws {
        try PrivateFiles.move(incoming, to: path)
        try clearSuspicion()
    }

    func discardFetched() throws { try PartialFile.discard(incoming) }

    /// Gives the database another name, and what lies beside it; nothing is ever deleted.
    ///
    /// Alone it keeps its old name too until ``install()`` takes that: there is one or the other at every moment.
    /// With a log the database goes first: a power cut in between leaves a log without its database, which
    /// ``hasHistory()`` sees, never a log beside a database it does not belong to.
    ///
    /// - Returns: its new path; nil where there was none.
    func setAside(as kind: String, at date: Date) throws -> String? {
        let present = ([""] + Self.companions).filter { PrivateFiles.exists(path + $0) }
        guard !present.isEmpty else { return nil }
        let target = freeName("\(path).\(kind)-\(FileTimestamp(date))")
        if present == [""], PrivateFiles.linked(path, as: target) {
            try PrivateFiles.sync(folder)
            return target
        }
        for ending in present { try PrivateFiles.move(path + ending, to: target + ending) }
        return target
    }

    private func freeName(_ name: String) -> String {
        func isTaken(_ name: String) -> Bool {
            ([""] + Self.companions).contains { PrivateFiles.exists(name + $0) }
        }
        guard isTaken(name) else { return name }
        return (2...).lazy.map { "\(name)-\($0)" }.first { !isTaken($0) } ?? name
    }
}
