import Foundation
import Synchronization

/// Time that passes only by sleeping, and after a number of sleeps ends as a cancelled task does.
final class SimulatedTime: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset = Duration.zero
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct State {
        var now = Instant()
        var sleeps: [Duration] = []
    }

    private let start: Date
    private let sleepLimit: Int
    private let state = Mutex(State())

    init(from start: Date, sleeps: Int) {
        self.start = start
        sleepLimit = sleeps
    }

    var now: Instant { state.withLock(\.now) }
    var minimumResolution: Duration { .zero }
    var sleeps: [Duration] { state.withLock(\.sleeps) }
    var date: Date { start.addingTimeInterval(now.offset / .seconds(1)) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try state.withLock { state in
            if state.sleeps.count == sleepLimit { throw CancellationError() }
            state.sleeps.append(deadline.offset - state.now.offset)
            state.now = deadline
        }
    }
}
