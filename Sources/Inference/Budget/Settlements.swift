import Logging
import Synchronization

/// Writes down what was spent after the reply is gone: one that was cancelled or dropped cannot wait for a database.
///
/// One task at a time works the queue off and ends with it; ``drained()`` waits
/// for that. The queue holds 10,000 entries; beyond that, and where the ledger
/// fails, an entry is given up: its reservation then stays at the most the call
/// may have cost.
final class Settlements: Sendable {
    enum Entry: Sendable {
        /// A call that had reserved.
        case settle(ReservationID, Spend)
        /// A call nobody limits.
        case record(Spend, [SpendScope], day: String)
    }

    private struct State {
        var queue: [Entry] = []
        var work: Task<Void, Never>?
    }

    private static let capacity = 10_000

    private let ledger: any SpendLedger
    private let state = Mutex(State())

    init(_ ledger: any SpendLedger) { self.ledger = ledger }

    func add(_ entry: Entry) {
        let isFull = state.withLock { state in
            guard state.queue.count < Self.capacity else { return true }
            state.queue.append(entry)
            if state.work == nil { state.work = Task { await self.work() } }
            return false
        }
        if isFull { Metric.unsettled() }
    }

    /// Returns when everything added before is written down, or given up.
    func drained() async {
        while let work = state.withLock({ $0.work }) { await work.value }
    }

    private func work() async {
        while let batch = nextBatch() {
            for entry in batch { await write(entry) }
        }
    }

    private func nextBatch() -> [Entry]? {
        state.withLock { state in
            guard !state.queue.isEmpty else {
                state.work = nil
                return nil
            }
            defer { state.queue = [] }
            return state.queue
        }
    }

    private func write(_ entry: Entry) async {
        do {
            switch entry {
            case .settle(let reservation, let spend): try await ledger.settle(reservation, actual: spend)
            case .record(let spend, let scopes, let day):
                try await ledger.record(spend, for: scopes, day: day)
            }
        } catch {
            Metric.unsettled()
            Logger(label: "acore.inference").error("spending not written down", metadata: ["error": "\(error)"])
        }
    }
}
