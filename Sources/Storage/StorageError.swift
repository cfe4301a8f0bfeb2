/// What can go wrong with the database, in the terms its operator can act on.
package enum StorageError: Error, Equatable {
    /// The file was written by a newer program; names what this one does not know.
    case newerSchema([String])
    /// The file is damaged and there is no verified backup to open instead.
    case damaged(path: String, reason: String)
    /// The disk is full, read-only or failing: nothing was saved.
    case cannotWrite(reason: String)
    /// Waited too long for the writer, or too many changes wait already.
    case busy(reason: String)
    /// A row lacks a column, or has another type in it: a defect of ours or of the file.
    case badRow(String)
    /// A statement failed: a constraint, or a defect of ours.
    case failed(String)
    /// A backup could not be made or is not one.
    case badBackup(path: String, reason: String)
    /// A backup may not be written there: something has that name already, or the database needs it.
    case takenName(path: String, reason: String)
    /// The database is closed: the program is stopping.
    case closed

    /// Without the case around it, for a sentence of another error.
    var reason: String {
        switch self {
        case .newerSchema(let names): "a newer program made it: \(names.joined(separator: ", "))"
        case .damaged(_, let reason), .cannotWrite(let reason), .busy(let reason), .badRow(let reason),
            .failed(let reason), .badBackup(_, let reason), .takenName(_, let reason):
            reason
        case .closed: "the database is closed"
        }
    }
}
