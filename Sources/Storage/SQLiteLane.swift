import Dispatch

/// One connection and the thread it lives on, so that SQLite never blocks Swift's own threads.
///
/// The connection is opened when it is first used, and again after an I/O error, until the lane is shut.
/// `@unchecked`: everything mutable is touched on `thread` only.
final class SQLiteLane: @unchecked Sendable {
    private let thread: DispatchQueue
    private let open: @Sendable () throws -> SQLiteFile
    /// Told on the lane's thread.
    private let trouble: @Sendable (Trouble) -> Void
    private var file: SQLiteFile?
    private var isShut = false

    enum Trouble {
        /// SQLite found the file damaged.
        case damage
        /// An I/O error: what the connection believes about the file may be wrong, so it was closed.
        case doubt
    }

    init(
        _ name: String, trouble: @escaping @Sendable (Trouble) -> Void = { _ in },
        open: @escaping @Sendable () throws -> SQLiteFile
    ) {
        thread = DispatchQueue(label: "acore.storage.\(name)")
        self.trouble = trouble
        self.open = open
    }

    /// Runs `work` on the lane's thread, after what was handed over before.
    func async(_ work: @escaping @Sendable () -> Void) { thread.async(execute: work) }

    /// Runs `work` on the lane's thread and waits for it, even when the caller is cancelled.
    func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await thread.perform(work)
    }

    /// Uses the connection; only on the lane's thread.
    func use<Value>(_ work: (SQLiteConnection) throws -> Value) throws -> Value {
        dispatchPrecondition(condition: .onQueue(thread))
        if isShut { throw StorageError.closed }
        let file = try self.file ?? open()
        self.file = file
        defer { if file.isInDoubt || file.foundDamage { giveUp(file) } }
        return try file.use(work)
    }

    private func giveUp(_ file: SQLiteFile) {
        trouble(file.foundDamage ? .damage : .doubt)
        close()
    }

    /// Closes the connection; only on the lane's thread. The next use opens it again.
    func close() {
        dispatchPrecondition(condition: .onQueue(thread))
        file = nil
    }

    /// Closes the connection for good; only on the lane's thread.
    func shut() {
        close()
        isShut = true
    }
}

extension DispatchQueue {
    /// Runs blocking work here instead of on one of Swift's own few threads.
    func perform<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
