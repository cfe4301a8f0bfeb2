import Synchronization

/// Does works: those of one place in the order they came, those of different places side by side.
///
/// Bounded as ``LaneQueue/Limits`` says; what overflows is given back to be counted. A work cannot fail:
/// whoever hands in the handler catches what goes wrong in one, so that it ends nothing else.
final class Lanes<Place: Hashable & Sendable, Work: Sendable>: Sendable {
    private struct State {
        var queue: LaneQueue<Place, Work>
        var isClosed = false
    }

    private let state: Mutex<State>
    private let news: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    init(limits: LaneQueue<Place, Work>.Limits = .init()) {
        state = Mutex(State(queue: LaneQueue(limits: limits)))
        (news, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// How many wait, run, and were dropped since the start.
    var load: (waiting: Int, running: Int, dropped: Int) {
        state.withLock { ($0.queue.waiting, $0.queue.running, $0.queue.dropped) }
    }

    /// - Returns: the work that had to go for it, or the work itself where the lanes are closed.
    func add(_ work: Work, to place: Place) -> Work? {
        let gone: Work? = state.withLock { $0.isClosed ? work : $0.queue.add(work, to: place) }
        bell.yield()
        return gone
    }

    /// Takes out what waits in one lane.
    func removeWaiting(in place: Place) -> [Work] { state.withLock { $0.queue.removeWaiting(in: place) } }

    /// Starts nothing more; ``run(_:)`` returns when what runs is done.
    ///
    /// - Returns: what was still waiting.
    func close() -> [Work] {
        let left = state.withLock { state in
            state.isClosed = true
            return state.queue.removeAllWaiting()
        }
        bell.finish()
        return left
    }

    /// Does the works until the lanes are closed or the task is cancelled; what runs is cancelled with it.
    func run(_ handle: @escaping @Sendable (Work) async -> Void) async {
        await withDiscardingTaskGroup { group in
            for await _ in news {
                while let (place, work) = state.withLock({ $0.queue.start() }) {
                    group.addTask { await self.work(through: place, from: work, handle) }
                }
            }
        }
    }

    /// The rest of a lane waits its turn behind the other places.
    private func work(through place: Place, from work: Work, _ handle: @Sendable (Work) async -> Void) async {
        await handle(work)
        state.withLock { $0.queue.finished(place) }
        bell.yield()
    }
}
