import DiscordModel
import Synchronization

/// The events of all shards, for one reader.
///
/// Between the sockets and the reader stand at most ``eventLimit`` events of ``weightLimit`` bytes, and what one read
/// from each socket adds to them. When that is reached the sockets are not read, so that Discord waits; the
/// shards' heartbeats go on. To ask for the next batch says that the one before is dealt with: what was not
/// dealt with comes again after a restart.
package final class GatewayEvents: AsyncSequence, Sendable {
    fileprivate struct State {
        var batches: [GatewayBatch] = []
        var events = 0
        var weight = 0
        var reader: CheckedContinuation<GatewayBatch?, Never>?
        /// What the reader works on.
        var inHand: GatewayBatch?
        /// As far as the reader has come, by shard.
        var progress: [Shard: GatewaySession] = [:]
        var isFull = false
        var isFinished = false
        var whenRoomy: [@Sendable () -> Void] = []
    }

    private let eventLimit: Int
    private let weightLimit: Int
    private let state = Mutex(State())

    package init(eventLimit: Int = 2_048, weightLimit: Int = 4 << 20) {
        self.eventLimit = eventLimit
        self.weightLimit = weightLimit
    }

    // MARK: The shards' side

    /// - Returns: whether there is room for more. If not, `whenRoomy` is called as soon as there is.
    func append(_ batch: GatewayBatch, whenRoomy: @escaping @Sendable () -> Void) -> Bool {
        let (reader, hasRoom) = state.withLock { state -> (CheckedContinuation<GatewayBatch?, Never>?, Bool) in
            guard !state.isFinished else { return (nil, true) }
            if state.reader != nil {
                guard !batch.events.isEmpty else {
                    state.progress[batch.shard] = batch.progress
                    return (nil, true)
                }
                state.inHand = batch
                return (state.reader.take(), true)
            }
            state.add(batch)
            if state.events >= eventLimit || state.weight >= weightLimit { state.isFull = true }
            if state.isFull { state.whenRoomy.append(whenRoomy) }
            return (nil, !state.isFull)
        }
        reader?.resume(returning: batch)
        return hasRoom
    }

    func finish() {
        state.withLock { state in
            state.isFinished = true
            return state.reader.take()
        }?.resume(returning: nil)
    }

    /// The sessions as far as their events were dealt with.
    var progress: [Shard: GatewaySession] { state.withLock(\.progress) }
    package var waiting: Int { state.withLock(\.events) }

    /// Sessions that are not to be resumed.
    func forget(_ shards: [Shard]) {
        state.withLock { state in
            for shard in shards { state.progress[shard] = nil }
        }
    }

    // MARK: The reader's side

    package struct AsyncIterator: AsyncIteratorProtocol {
        let events: GatewayEvents
        package func next() async -> GatewayBatch? { await events.next() }
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(events: self) }

    private func next() async -> GatewayBatch? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in deliver(to: reader) }
        } onCancel: {
            finish()
        }
    }

    private func deliver(to reader: CheckedContinuation<GatewayBatch?, Never>) {
        let (batch, isOver) = state.withLock { $0.next(for: reader) }
        let roomy = state.withLock { state -> [@Sendable () -> Void] in
            let isRoomy = state.events <= eventLimit / 2 && state.weight <= weightLimit / 2
            return isRoomy ? state.makeRoom() : []
        }
        roomy.forEach { $0() }
        if batch != nil || isOver { reader.resume(returning: batch) }
    }
}

extension GatewayEvents.State {
    fileprivate mutating func add(_ batch: GatewayBatch) {
        events += batch.events.count
        weight += batch.weight
        guard let last = batches.last, last.shard == batch.shard else {
            batches.append(batch)
            return
        }
        batches[batches.count - 1].events += batch.events
        batches[batches.count - 1].weight += batch.weight
        batches[batches.count - 1].progress = batch.progress
    }

    /// The next batch that has events; without one the reader is kept.
    fileprivate mutating func next(
        for reader: CheckedContinuation<GatewayBatch?, Never>
    ) -> (GatewayBatch?, isOver: Bool) {
        if let done = inHand { progress[done.shard] = done.progress }
        inHand = nil
        while inHand == nil, !batches.isEmpty {
            let batch = batches.removeFirst()
            events -= batch.events.count
            weight -= batch.weight
            if batch.events.isEmpty { progress[batch.shard] = batch.progress } else { inHand = batch }
        }
        if inHand == nil, !isFinished { self.reader = reader }
        return (inHand, isFinished)
    }

    /// Who is to be told that there is room again.
    fileprivate mutating func makeRoom() -> [@Sendable () -> Void] {
        isFull = false
        defer { whenRoomy = [] }
        return whenRoomy
    }
}
