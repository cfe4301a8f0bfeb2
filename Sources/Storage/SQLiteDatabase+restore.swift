import Dispatch
package import Foundation

extension SQLiteDatabase {
    /// Puts a backup in the place of a database that nobody has open.
    ///
    /// The backup may be any file: it is copied, checked as a copy, and only then takes the place of the
    /// present database, which is renamed, never deleted.
    ///
    /// - Parameter migrations: those this program knows; a backup with others is refused.
    /// - Returns: the present database's new path; nil where there was none.
    /// - Throws: ``StorageError/badBackup(path:reason:)``, ``StorageError/newerSchema(_:)``, or
    ///   ``StorageError/busy(reason:)`` while a program has the database open.
    @discardableResult
    package static func restore(
        from backup: String, to path: String, knowing migrations: [Migration], at date: Date = Date()
    ) async throws -> String? {
        try await DispatchQueue(label: "acore.storage.restore").perform {
            let file = DatabaseFile(path)
            try file.refuseWhileOpen()
            let contents = try file.fetch(backup)
            do {
                _ = try Migrator(migrations).pending(after: contents.migrations)
            } catch {
                try file.discardFetched()
                throw error
            }
            let setAside = try file.setAside(as: "replaced", at: date)
            try file.install()
            return setAside
        }
    }
}

extension DatabaseFile {
    /// A program that has the database open would go on writing into the renamed file.
    fileprivate func refuseWhileOpen() throws {
        guard size > 0 else { return }
        do {
            try SQLiteFile(path: path, for: .copying, busyTimeout: .zero).use { connection in
                try connection.script("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT")
            }
        } catch StorageError.busy {
            throw StorageError.busy(reason: "a program has \(path) open: stop it first")
        } catch is StorageError {
            // Damaged or not a database: all the more reason to restore.
        }
    }
}
