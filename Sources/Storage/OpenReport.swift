package import Foundation

/// What was found when the database was opened.
package struct OpenReport: Sendable, Equatable {
    /// There was nothing before: it begins empty.
    package var isNew = false
    /// Whoever had it open last did not close it: a crash, a kill, a power cut, or it is still open elsewhere.
    package var wasUnclean = false
    /// A backup took the place of a damaged file.
    package var restoration: Restoration?

    package struct Restoration: Sendable, Equatable {
        /// What was wrong with the file.
        package var reason: String
        /// Where the damaged file is now; nil where it was gone.
        package var setAside: String?
        package var backup: String
        package var backupMadeAt: Date
        /// Between the backup and the last change of the damaged file: what was said then is missing.
        package var missing: Duration
    }
}
