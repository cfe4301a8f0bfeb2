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
    /// - Throws: where it took the whole transaction down with it.
    mutating func run(_ change: QueuedChange, on connection: SQLiteConnection) throws {
        changes.append(change)
        do {
            endings.append(try connection.savepoint(change.run))
        } catch {
            guard connection.isInTransaction else { throw error }
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
