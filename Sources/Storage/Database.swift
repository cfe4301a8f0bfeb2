/// Where everything that must not be forgotten is kept.
///
/// SQL is written once, in the subset that SQLite and PostgreSQL share, with
/// `?` for bound values. Closures may run more than once on a database that
/// retries serialisation failures: they must do nothing but SQL.
package protocol Database: Sendable {
    /// Runs `query` on a consistent snapshot, beside the writer.
    func read<Value: Sendable>(_ query: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

    /// Runs `change` in a transaction of its own and returns when it is on disk:
    /// what it returned may be called saved. Throwing rolls it back.
    ///
    /// A cancelled caller does not stop a change that has begun.
    ///
    /// - Parameter isCancellable: false for what must be kept although its caller is cancelled.
    func write<Value: Sendable>(
        isCancellable: Bool, _ change: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value

    /// Brings the schema up to date, after a backup, in one transaction each.
    ///
    /// - Throws: ``StorageError/newerSchema(_:)`` where the file knows migrations that this program does not.
    func migrate(_ migrations: [Migration]) async throws
}

extension Database {
    package func write<Value: Sendable>(
        _ change: @escaping @Sendable (any SQLConnection) throws -> Value
    ) async throws -> Value {
        try await write(isCancellable: true, change)
    }
}

/// A connection inside a `read` or `write` closure.
package protocol SQLConnection {
    /// Rows in order.
    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [Row]

    /// Runs a statement and returns how many rows it changed.
    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int
}

extension SQLConnection {
    package func rows(_ sql: String) throws -> [Row] { try rows(sql, []) }

    /// The first row, where there is one.
    package func row(_ sql: String, _ arguments: [SQLValue] = []) throws -> Row? { try rows(sql, arguments).first }

    @discardableResult
    package func execute(_ sql: String) throws -> Int { try execute(sql, []) }

    /// Inserts one row. Column names come from code, values are bound.
    package func insert(_ table: String, _ values: KeyValuePairs<String, SQLValue>) throws {
        try insert(table, values.map { ($0.key, $0.value) })
    }

    package func insert(_ table: String, _ values: [(column: String, value: SQLValue)]) throws {
        var columns = ""
        var marks = ""
        for (column, _) in values {
            columns += columns.isEmpty ? column : ", " + column
            marks += marks.isEmpty ? "?" : ", ?"
        }
        try execute("INSERT INTO \(table) (\(columns)) VALUES (\(marks))", values.map(\.value))
    }
}
