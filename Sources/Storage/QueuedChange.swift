/// A change that waits for the writer, whatever value it returns.
struct QueuedChange: Sendable {
    /// False where its caller was cancelled meanwhile: it is not run then.
    let begin: @Sendable () -> Bool
    /// Runs the change and returns how to tell its caller that it is saved.
    let run: @Sendable (SQLiteConnection) throws -> @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
}

extension QueuedChange {
    init<Value: Sendable>(
        _ call: PendingCall<Value>, _ change: @escaping @Sendable (any SQLConnection) throws -> Value
    ) {
        self.init(
            begin: { call.begin() },
            run: { connection in
                let value = try change(connection)
                return { call.finish(.success(value)) }
            },
            fail: { call.finish(.failure($0)) })
    }
}

/// The changes of one commit and what their callers will hear.
struct ChangeGroup {
    private(set) var changes: [QueuedChange] = []
    private var endings: [@Sendable () -> Void] = []

    /// Runs a change that has begun.
    ///
    /// - Throws: where the whole transaction is to be undone: its own error where it is the first, else
    ///   ``StorageError/failed(_:)``, for the others are not to blame.
    mutating func run(_ change: QueuedChange, on connection: SQLiteConnection) throws {
        let isFirst = changes.isEmpty
        changes.append(change)
        do {
            endings.append(try isFirst ? change.run(connection) : connection.savepoint(change.run))
        } catch {
            // Undoing the first is undoing all there is: it needs no savepoint.
            if isFirst { throw error }
            guard connection.isInTransaction, !connection.isInDoubt else {
                throw StorageError.failed("a change took those before it down")
            }
            endings.append { change.fail(error) }
        }
    }

    func tell() {
        for ending in endings { ending() }
    }

    func fail(_ error: any Error) {
        for change in changes { change.fail(error) }
    }
}
