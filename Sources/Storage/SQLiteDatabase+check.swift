import Dispatch

extension SQLiteDatabase {
    /// Looks through a database file without changing it; it may be in use.
    ///
    /// - Throws: ``StorageError/damaged(path:reason:)`` with what is wrong, or what kept it from looking.
    package static func check(_ path: String) async throws {
        try await DispatchQueue(label: "acore.storage.check").perform { _ = try Backup.check(path) }
    }
}
