import Logging
import Synchronization

/// What one connection meets concerns the others: damage is remembered for the next start,
/// and after an I/O error every connection is opened again. What is met while the database is opened, the opening sees to.
final class TroubleWatch: Sendable {
    private let file: DatabaseFile
    private let logger: Logger
    private let reopening = Mutex<(@Sendable () -> Void)?>(nil)

    init(file: DatabaseFile, logger: Logger) {
        self.file = file
        self.logger = logger
    }

    /// The database is open; says how its connections are opened again.
    func begin(_ reopen: @escaping @Sendable () -> Void) {
        reopening.withLock { $0 = reopen }
    }

    func saw(_ trouble: SQLiteLane.Trouble) {
        guard let reopen = reopening.withLock({ $0 }) else { return }
        switch trouble {
        case .doubt:
            logger.error("an I/O error, the database is opened again", metadata: ["path": "\(file.path)"])
            reopen()
        case .damage:
            logger.critical("SQLite found damage in the database", metadata: ["path": "\(file.path)"])
            do {
                try file.markSuspect()
            } catch {
                logger.error("the damage could not be marked for the next start", metadata: ["error": "\(error)"])
            }
        }
    }
}
