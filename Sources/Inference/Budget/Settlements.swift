import Logging
import Synchronization

/// Writes down what was spent after the reply is gone: one that was cancelled or dropped cannot wait for a database.
///
/// Reservations are settled at once. What nobody limits is summed up for a second
/// and written down together; a program that is killed forgets that second.
/// ``drained()`` writes everything now and waits for it. No more than 10,000
/// reservations and as many sums of a day wait; beyond that, and where the ledger
/// fails, one is given up: a reservation then stays at the most the call may have
/// cost. Everyone's sum always has room.
final class Settlements: Sendable {
    private struct Batch {
        var settled: [(ReservationID, Spend)] = []
        var recorded: [String: [SpendScope: Spend]] = [:]

        var isEmpty: Bool { settled.isEmpty && recorded.isEmpty }
    }

    private struct State {
        var batch = Batch()
        /// Sleeps until what was recorded is to be written.
        var alarm: Task<Void, Never>?
        /// Writes; one at a time, and it ends with the work.
        var work: Task<Void, Never>?
    }

    private static let capacity = 10_000
    private static let delay = Duration.seconds(1)

    private let ledger: any SpendLedger
    private let time: Timeline
    private let state = Mutex(State())

    init(_ ledger: any SpendLedger, time: Timeline) {
        self.ledger = ledger
        self.time = time
    }

    /// What a call that had reserved did cost.
    func settle(_ reservation: ReservationID, actual: Spend) {
        let isFull = state.withLock { state in
            guard state.batch.settled.count < Self.capacity else { return true }
            state.batch.settled.append((reservation, actual))
            return false
        }
        if isFull { Metric.unsettled() } else { write() }
    }

    /// What a call that nobody limits did cost.
    func record(_ spent: Spend, for scopes: [SpendScope], day: String) {
        let hadRoom = state.withLock { state in
            if state.alarm == nil { state.alarm = Task { [weak self] in await self?.ring() } }
            return Self.add(spent, for: scopes, to: &state.batch.recorded[day, default: [:]])
        }
        if !hadRoom { Metric.unsettled() }
    }

    /// - Returns: whether there was room for all of it.
    private static func add(_ spent: Spend, for scopes: [SpendScope], to sums: inout [SpendScope: Spend]) -> Bool {
        let kept = scopes.filter { sums.count < capacity || $0 == .everyone || sums[$0] != nil }
        for scope in kept { sums[scope, default: .zero] += spent }
        return kept.count == scopes.count
    }

    /// Returns when everything added before is written down, or given up.
    func drained() async {
        write()
        while let work = state.withLock({ $0.work }) { await work.value }
    }

    private func ring() async {
        // Cancelled: what it would have written is being written.
        guard (try? await time.sleep(time.now() + Self.delay)) != nil else { return }
        write()
    }

    private func write() {
        state.withLock { state in
            state.alarm?.cancel()
            state.alarm = nil
            if state.work == nil, !state.batch.isEmpty { state.work = Task { await self.work() } }
        }
    }

    private func work() async {
        while let batch = nextBatch() {
            for (reservation, spend) in batch.settled {
                await attempt { try await ledger.settle(reservation, actual: spend) }
            }
            for (day, spent) in batch.recorded { await attempt { try await ledger.record(spent, day: day) } }
        }
    }

    private func nextBatch() -> Batch? {
        state.withLock { state in
            guard !state.batch.isEmpty else {
                state.work = nil
                return nil
            }
            defer { state.batch = Batch() }
            return state.batch
        }
    }

    private func attempt(_ writing: () async throws -> Void) async {
        do {
            try await writing()
        } catch {
            Metric.unsettled()
            Logger(label: "acore.inference").error("spending not written down", metadata: ["error": "\(error)"])
        }
    }
}
