import Synchronization

/// Stops blocking work on another thread: between its steps, or in the middle of a statement.
final class StopSign: Sendable {
    private struct State {
        var isRaised = false
        var interrupt: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    func raise() {
        let interrupt = state.withLock { state in
            state.isRaised = true
            return state.interrupt
        }
        interrupt?()
    }

    /// - Throws: `CancellationError` once the sign is raised.
    func check() throws {
        if state.withLock(\.isRaised) { throw CancellationError() }
    }

    /// Runs `work`, which may use `file` for long in one statement.
    func watch<Value>(_ file: SQLiteFile, _ work: () throws -> Value) throws -> Value {
        state.withLock { $0.interrupt = file.interruption }
        defer { state.withLock { $0.interrupt = nil } }
        try check()
        let outcome = Result { try work() }
        // A statement that was interrupted fails like any other: the sign says why.
        try check()
        return try outcome.get()
    }
}
