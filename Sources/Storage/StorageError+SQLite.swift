import GRDB

extension StorageError {
    /// What a failure of SQLite means to the caller.
    ///
    /// SQLite's messages name tables and columns, never values.
    init(_ error: GRDB.DatabaseError, path: String) {
        let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT:
            self = .damaged(path: path, reason: reason)
        case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH,
            .SQLITE_NOMEM:
            self = .cannotWrite(reason: "\(reason) (\(error.extendedResultCode.rawValue))")
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_INTERRUPT, .SQLITE_PROTOCOL:
            self = .busy(reason: reason)
        default:
            self = .failed(reason)
        }
    }
}
