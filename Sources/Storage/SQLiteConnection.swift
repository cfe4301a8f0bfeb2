import Foundation
import GRDB

/// A GRDB connection as the rest of the program sees one. It is used only on its lane's thread.
final class SQLiteConnection: SQLConnection {
    private struct Compiled {
        let statement: GRDB.Statement
        let positions: [String: Int]
    }

    /// Statements stay compiled up to this many; then all are dropped and begin again.
    private static let compiledLimit = 256
    /// A text or blob larger than this is refused.
    static let valueLimit = 64 << 20

    private let database: GRDB.Database
    private let path: String
    private var compiled: [String: Compiled] = [:]
    /// Whether a statement failed in a way that leaves the connection in doubt: it must be opened again.
    private(set) var isInDoubt = false
    /// Whether SQLite found the file damaged.
    private(set) var foundDamage = false
    private var mode = Mode.free

    private enum Mode {
        case free
        /// Changes are refused.
        case snapshot
        /// Statements outside of a transaction are refused: where SQLite had to roll back by
        /// itself, a change that goes on would commit statement by statement.
        case change
    }

    init(_ database: GRDB.Database, path: String) {
        self.database = database
        self.path = path
    }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [Row] {
        try refuseTransactionControl(in: sql)
        return try running(sql) { compiled in
            let arguments = try StatementArguments(arguments.map(Self.bindable))
            let cursor = try GRDB.Row.fetchCursor(compiled.statement, arguments: arguments)
            var rows: [Row] = []
            while try cursor.next() != nil {
                rows.append(Row(positions: compiled.positions, values: Self.values(of: compiled.statement)))
            }
            return rows
        }
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try refuseTransactionControl(in: sql)
        return try running(sql) { compiled in
            let before = database.totalChangesCount
            try compiled.statement.execute(arguments: StatementArguments(arguments.map(Self.bindable)))
            // SQLite's own count still stands at the former statement's where this one changed nothing.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    /// Statements compiled before the schema changed do not know its new columns.
    func forgetStatements() { compiled.removeAll() }

    private func running<Value>(_ sql: String, _ run: (Compiled) throws -> Value) throws -> Value {
        if mode != .free, !database.isInsideTransaction {
            throw StorageError.failed("the transaction was rolled back")
        }
        do {
            let statement = try compile(sql)
            if mode == .snapshot, !statement.statement.isReadonly {
                throw StorageError.failed("a read may not change anything")
            }
            return try run(statement)
        } catch let error as GRDB.DatabaseError {
            compiled[sql] = nil  // SQLite does not reset what failed
            throw understood(error)
        }
    }

    private func compile(_ sql: String) throws -> Compiled {
        if let known = compiled[sql] { return known }
        if compiled.count >= Self.compiledLimit { compiled.removeAll() }
        let statement = try database.makeStatement(sql: sql)
        let new = Compiled(statement: statement, positions: Row.positions(of: statement.columnNames))
        compiled[sql] = new
        return new
    }

    private func understood(_ error: GRDB.DatabaseError) -> StorageError {
        if error.resultCode == .SQLITE_IOERR { isInDoubt = true }
        let meaning = StorageError(error, path: path)
        if case .damaged = meaning { foundDamage = true }
        return meaning
    }
}

// MARK: - Transactions

extension SQLiteConnection {
    var isInTransaction: Bool { database.isInsideTransaction }

    /// Runs several reads on one snapshot.
    func snapshot<Value>(_ query: (SQLiteConnection) throws -> Value) throws -> Value {
        try transaction("BEGIN DEFERRED", .snapshot, query)
    }

    /// Commits what `change` did, or rolls all of it back and throws.
    func transaction<Value>(_ change: (SQLiteConnection) throws -> Value) throws -> Value {
        try transaction("BEGIN IMMEDIATE", .change, change)
    }

    private func transaction<Value>(
        _ begin: String, _ mode: Mode, _ work: (SQLiteConnection) throws -> Value
    ) throws -> Value {
        try control(begin)
        do {
            let value = try inMode(mode) { try work(self) }
            try control("COMMIT")
            return value
        } catch {
            rollback()
            throw error
        }
    }

    private func inMode<Value>(_ mode: Mode, _ work: () throws -> Value) rethrows -> Value {
        self.mode = mode
        defer { self.mode = .free }
        return try work()
    }

    /// Undoes only what `change` did where it throws, inside a transaction.
    func savepoint<Value>(_ change: (SQLiteConnection) throws -> Value) throws -> Value {
        try control("SAVEPOINT change")
        do {
            let value = try change(self)
            try control("RELEASE change")
            return value
        } catch {
            undoSavepoint()
            throw error
        }
    }

    /// Half a change must not be committed with others: where it cannot be undone alone, all of them are.
    private func undoSavepoint() {
        guard isInTransaction else { return }
        do {
            try control("ROLLBACK TO change")
            try control("RELEASE change")
        } catch {
            rollback()
        }
    }

    /// Runs a statement that rooms may not: transactions, pragmas and whole scripts are ours.
    func control(_ sql: String) throws {
        try running(sql) { try $0.statement.execute() }
    }

    /// Runs statements separated by semicolons.
    func script(_ sql: String) throws {
        do {
            try database.execute(sql: sql)
        } catch let error as GRDB.DatabaseError {
            throw understood(error)
        }
    }

    /// Copies the whole database page by page; `pause` runs between steps and stops the copy by throwing.
    func copy(to target: SQLiteConnection, pause: @escaping () throws -> Void) throws {
        do {
            try database.backup(to: target.database, pagesPerStep: 512) { progress in
                if !progress.isCompleted { try pause() }
            }
        } catch let error as GRDB.DatabaseError {
            throw understood(error)
        }
    }

    private func rollback() {
        guard isInTransaction else { return }
        do {
            try control("ROLLBACK")
        } catch {
            isInDoubt = true
        }
    }

    private func refuseTransactionControl(in sql: String) throws {
        guard compiled[sql] == nil else { return }
        let verb = sql.drop(while: \.isWhitespace).prefix(while: \.isLetter).uppercased()
        guard ["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"].contains(verb) else { return }
        throw StorageError.failed("\(verb): a change is a transaction already")
    }
}

// MARK: - Values

extension SQLiteConnection {
    /// Not as one concrete type: those GRDB takes by a key path that is put together anew for every statement.
    private static func bindable(_ value: SQLValue) throws -> (any GRDB.DatabaseValueConvertible)? {
        switch value {
        case .null: return nil
        case .integer(let number): return number
        case .real(let number): return number
        case .text(let text):
            guard text.utf8.count <= valueLimit else { throw tooLarge }
            let whole = text.utf8.contains(0) ? text.replacing("\0", with: "\u{FFFD}") : text
            return whole
        case .blob(let data):
            guard data.count <= valueLimit else { throw tooLarge }
            return data
        }
    }

    private static var tooLarge: StorageError { .failed("a value of more than \(valueLimit) bytes") }

    private static func values(of statement: GRDB.Statement) -> [SQLValue] {
        (0..<statement.columnCount).map { column in
            switch DatabaseValue(sqliteStatement: statement.sqliteStatement, index: CInt(column)).storage {
            case .null: .null
            case .int64(let number): .integer(number)
            case .double(let number): .real(number)
            case .string(let text): .text(text)
            case .blob(let data): .blob(data)
            }
        }
    }
}
