import Synchronization

/// Commits changes in groups: one fsync for all that gathered while the former one ran.
///
/// Each change can be undone alone inside the group's one transaction; they run in the order of arrival.
/// Every caller is told after the commit: its own value or its own error; where the commit fails, that failure.
/// A lone change is committed at once; nobody waits for company.
final class GroupCommitWriter: Sendable {
    struct Limits: Sendable {
        /// Changes in one commit.
        var changes = 512
        /// A commit takes no more changes in after this long.
        var duration = Duration.milliseconds(20)
        /// Changes that wait; one more is refused with ``StorageError/busy(reason:)``.
        var waiting = 4096
    }

    /// What one commit was, for the metrics.
    struct Commit: Sendable, Equatable {
        var changes: Int
        /// Of the COMMIT itself, fsync included.
        var duration: Duration
        /// Changes that wait for the next one.
        var waiting: Int
    }

    private struct State {
        var waiting: BoundedQueue<QueuedChange>
        var isRunning = false
        var isClosed = false
    }

    private let lane: SQLiteLane
    private let limits: Limits
    private let uptime: @Sendable () -> Duration
    private let committed: @Sendable (Commit) -> Void
    private let failed: @Sendable () -> Void
    private let state: Mutex<State>

    /// - Parameters:
    ///   - uptime: a clock that only goes forward.
    ///   - committed: told on the lane's thread after each commit.
    ///   - failed: told there where the disk or another program kept a commit from being made.
    init(
        lane: SQLiteLane, limits: Limits = Limits(), uptime: @escaping @Sendable () -> Duration,
        committed: @escaping @Sendable (Commit) -> Void = { _ in },
        failed: @escaping @Sendable () -> Void = {}
    ) {
        self.lane = lane
        self.limits = limits
        self.uptime = uptime
        self.committed = committed
        self.failed = failed
        state = Mutex(State(waiting: BoundedQueue(limit: limits.waiting)))
    }

    var isClosed: Bool { state.withLock(\.isClosed) }

    func add(_ change: QueuedChange) throws {
        let mustStart = try state.withLock { state in
            if state.isClosed { throw StorageError.closed }
            guard state.waiting.add(change) else {
                throw StorageError.busy(reason: "\(state.waiting.limit) changes wait already")
            }
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { lane.async { self.run() } }
    }

    /// Runs `work` alone between two commits, outside of a transaction.
    func alone<Value: Sendable>(
        _ work: @escaping @Sendable (SQLiteConnection) throws -> Value
    ) async throws -> Value {
        if isClosed { throw StorageError.closed }
        return try await lane.perform { [lane] in try lane.use(work) }
    }

    /// Refuses further changes, commits those that wait, closes the connection.
    func close() async throws {
        state.withLock { $0.isClosed = true }
        try await lane.perform { [self] in
            while !state.withLock(\.waiting.isEmpty) { commitGroup() }
            lane.shut()
        }
    }

    /// One group, then the lane's other work has its turn.
    private func run() {
        commitGroup()
        let isDone = state.withLock { state in
            if state.waiting.isEmpty { state.isRunning = false }
            return state.waiting.isEmpty
        }
        if !isDone { lane.async { self.run() } }
    }

    private func commitGroup() {
        var group = ChangeGroup()
        do {
            try lane.use { connection in
                try gather(into: &group, on: connection)
            }
            group.tell()
        } catch StorageError.failed where group.changes.count > 1 {
            // A deferred constraint breaks at the commit and does not say whose it is.
            for change in group.changes { commitAlone(change) }
        } catch {
            fail(group, error)
            // Where nothing could even begin, those who wait must hear of it instead of trying for ever.
            if group.changes.isEmpty { refuseWaiting(error) }
        }
    }

    private func gather(into group: inout ChangeGroup, on connection: SQLiteConnection) throws {
        let start = uptime()
        var commitStart = start
        try connection.transaction { connection in
            while group.changes.count < limits.changes, let change = next() {
                try group.run(change, on: connection)
                commitStart = uptime()
                if commitStart - start >= limits.duration { break }
            }
        }
        guard !group.changes.isEmpty else { return }
        let waiting = state.withLock(\.waiting.count)
        committed(Commit(changes: group.changes.count, duration: uptime() - commitStart, waiting: waiting))
    }

    private func commitAlone(_ change: QueuedChange) {
        var group = ChangeGroup()
        do {
            try lane.use { connection in
                try connection.transaction { try group.run(change, on: $0) }
            }
            group.tell()
        } catch {
            fail(group, error)
        }
    }

    private func fail(_ group: ChangeGroup, _ error: any Error) {
        switch error {
        case StorageError.cannotWrite, StorageError.busy, StorageError.damaged: failed()
        default: break
        }
        group.fail(error)
    }

    private func next() -> QueuedChange? {
        while let change = state.withLock({ $0.waiting.next() }) {
            if change.begin() { return change }
        }
        return nil
    }

    private func refuseWaiting(_ error: any Error) {
        for _ in 0..<limits.changes {
            guard let change = next() else { return }
            change.fail(error)
        }
    }
}
