import Synchronization

/// Hands reads to a few connections, the most recently used idle one first.
///
/// At most ``waitingLimit`` reads wait for a connection; one more is refused with ``StorageError/busy(reason:)``.
final class ReaderLanes: Sendable {
    typealias Query = @Sendable (SQLiteLane) -> Void

    static let waitingLimit = 4096

    private struct State {
        var idle: [SQLiteLane]
        var waiting = BoundedQueue<Query>(limit: ReaderLanes.waitingLimit)
        var isClosed = false
    }

    private let lanes: [SQLiteLane]
    private let state: Mutex<State>

    init(_ lanes: [SQLiteLane]) {
        self.lanes = lanes
        state = Mutex(State(idle: lanes))
    }

    func add(_ query: @escaping Query) throws {
        let free = try state.withLock { state -> SQLiteLane? in
            if state.isClosed { throw StorageError.closed }
            if let lane = state.idle.popLast() { return lane }
            guard state.waiting.add(query) else {
                throw StorageError.busy(reason: "\(Self.waitingLimit) reads wait already")
            }
            return nil
        }
        guard let free else { return }
        free.async { self.run(query, on: free) }
    }

    /// Closes every connection as soon as its present read is done; the next read opens it again.
    func reopen() {
        for lane in lanes { lane.async { lane.close() } }
    }

    /// Refuses further reads, finishes those that wait, closes the connections.
    func close() async throws {
        state.withLock { $0.isClosed = true }
        for lane in lanes { try await lane.perform { lane.shut() } }
    }

    /// Runs `query` and then whatever waits, until nothing does.
    private func run(_ query: @escaping Query, on lane: SQLiteLane) {
        var current: Query? = query
        while let query = current {
            query(lane)
            current = state.withLock { state in
                let next = state.waiting.next()
                if next == nil { state.idle.append(lane) }
                return next
            }
        }
    }
}
