import Foundation
import Logging

/// Opens a database on disk, or the newest good backup where its file is damaged.
///
/// The file is damaged where SQLite says so, where it cannot be read for an I/O error, or where it is gone or empty
/// although there was one. Then it is set aside and a backup takes its place. Without a good backup
/// nothing is touched and the program must stop: it never begins empty over a damaged database.
/// A file that we may not open, or a folder that we may not write, is not damage.
///
/// Only the one program that the database belongs to may do so. A visitor beside it, under whose feet
/// or by whose hand the file would be exchanged, is told of the damage and changes nothing.
///
/// To be quick, opening reads the schema and a row of each table. The whole file is checked
/// - at once, thoroughly, where a statement or a backup came upon damage before (``DatabaseFile/isSuspect``),
/// - at once, where it was not closed and is small (``checkedAtOnce``),
/// - with every automatic backup, which checks its page-by-page copy.
///
/// Damage that lies elsewhere is therefore found within the hour, not at the start. A visitor checks nothing more:
/// beside a program that runs, every database looks as if it was not closed.
struct DatabaseOpening {
    /// Bytes; checking so many takes about 50 ms.
    static let checkedAtOnce = 16 << 20

    let file: DatabaseFile
    /// Whether this program may put a backup in the place of a damaged file.
    let repairs: Bool
    let now: Date
    let logger: Logger

    /// Opens it on `lane`, whose thread this is.
    func run(on lane: SQLiteLane) throws -> OpenReport {
        try makePrivate()
        var report = OpenReport(isNew: try !file.hasHistory(), wasUnclean: file.logSize > 0)
        if report.isNew, !PrivateFiles.exists(file.path) { try PrivateFiles.create(file.path) }
        let lastWrite = file.lastWrite ?? now
        do {
            guard report.isNew || file.size > 0 else { throw damage("the file is gone or empty") }
            try lane.use { try look(through: $0, wasUnclean: report.wasUnclean) }
        } catch let error as StorageError where error.meansDamage {
            lane.close()
            guard repairs else { throw damage("\(error.reason); stop the other acore, or start it again") }
            report.restoration = try restore(after: error.reason, lastWrite: lastWrite)
            try lane.use { try look(through: $0, wasUnclean: false) }
        }
        if repairs { try file.clearSuspicion() }
        return report
    }

    private func makePrivate() throws {
        for folder in [file.folder, file.backups.path] { try PrivateFiles.makeFolder(folder, logger: logger) }
        for ending in [""] + DatabaseFile.companions {
            try PrivateFiles.tighten(file.path + ending, logger: logger)
        }
    }

    private func look(through connection: SQLiteConnection, wasUnclean: Bool) throws {
        do {
            for table in try Contents.tables(of: connection) {
                _ = try connection.row("SELECT 1 FROM \(Contents.quoted(table)) LIMIT 1")
            }
            connection.forgetStatements()
            let isSmall = file.size + file.logSize <= Self.checkedAtOnce
            guard repairs, file.isSuspect || wasUnclean && isSmall else { return }
            if let fault = try Backup.fault(in: connection, quick: !file.isSuspect) { throw damage(fault) }
        } catch StorageError.cannotWrite(let reason) where connection.isInDoubt {
            throw damage(reason)
        }
    }

    private func restore(after reason: String, lastWrite: Date) throws -> OpenReport.Restoration {
        for backup in try file.backups.backups(asOf: now) {
            do {
                _ = try file.fetch(backup.path)
            } catch StorageError.badBackup(let path, let reason) {
                logger.error("a backup cannot be used", metadata: ["backup": "\(path)", "reason": "\(reason)"])
                continue
            }
            let setAside = try file.setAside(as: "damaged", at: now)
            try file.install()
            let missing = Duration.seconds(Int64(min(max(0, lastWrite.timeIntervalSince(backup.madeAt)), 1e9)))
            logger.error(
                "the database was damaged, a backup took its place",
                metadata: [
                    "reason": "\(reason)", "damaged": "\(setAside ?? "gone")", "backup": "\(backup.path)",
                    "missing": "\(missing)",
                ])
            return OpenReport.Restoration(
                reason: reason, setAside: setAside, backup: backup.path, backupMadeAt: backup.madeAt, missing: missing)
        }
        throw damage("\(reason); no good backup in \(file.backups.path)")
    }

    private func damage(_ reason: String) -> StorageError { .damaged(path: file.path, reason: reason) }
}

extension StorageError {
    /// While the file is opened. Our own statements are right: where one fails, the file is wrong.
    fileprivate var meansDamage: Bool {
        switch self {
        case .damaged, .failed, .badRow: true
        case .newerSchema, .cannotWrite, .busy, .badBackup, .takenName, .closed: false
        }
    }
}
