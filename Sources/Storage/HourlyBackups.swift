package import Foundation
package import Logging
import ServiceLifecycle

/// Keeps the newest few backups, one an hour, also across restarts.
package struct HourlyBackups: Service {
    private let database: SQLiteDatabase
    private let folder: BackupFolder
    private let kept: Int
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let schedule = BackupSchedule()
    private let metrics = BackupMetrics()

    /// - Parameter kept: how many backups stay; the oldest are removed after a new one is there.
    /// - Returns: nil for a database in memory.
    package init?(
        of database: SQLiteDatabase, keeping kept: Int = 7, clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Date = { Date() }, logger: Logger = Logger(label: "acore.storage.backups")
    ) {
        guard let folder = database.backups else { return nil }
        self.database = database
        self.folder = folder
        self.kept = max(1, kept)
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { await repeatBackups() }
    }

    private func repeatBackups() async {
        var wait = schedule.wait(afterStartAt: now(), newest: newest())
        while !Task.isCancelled {
            do {
                try await clock.sleep(for: wait)
                try await backUp()
                wait = schedule.interval
            } catch is CancellationError {
                return
            } catch {
                logger.error("no backup was made", metadata: ["error": "\(error)"])
                metrics.failed()
                wait = schedule.retry
            }
        }
    }

    private func backUp() async throws {
        let moment = now()
        try await database.backup(to: folder.path(at: moment))
        metrics.made(at: moment)
        // The backup is made, whatever becomes of what is left of the old.
        do { try folder.prune(keeping: kept, now: moment) } catch {
            logger.error("old backups could not be removed", metadata: ["error": "\(error)"])
        }
        do { try await database.emptyLog() } catch {
            logger.error("the log could not be emptied", metadata: ["error": "\(error)"])
        }
    }

    private func newest() -> Date? {
        do {
            let newest = try folder.backups(asOf: now()).first?.madeAt
            if let newest { metrics.made(at: newest) }
            return newest
        } catch {
            logger.error("the backups cannot be listed", metadata: ["error": "\(error)"])
            return nil
        }
    }
}
