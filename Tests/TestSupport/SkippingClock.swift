import Synchronization

/// A clock whose time passes only when a test, or whoever sleeps for less than a limit, lets it.
///
/// Short sleeps return at once and time moves by them; long ones, such as time limits, last until they are cancelled.
package final class SkippingClock: Clock, Sendable {
    package struct Instant: InstantProtocol {
        package var offset: Duration
        package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        package func duration(to other: Instant) -> Duration { other.offset - offset }
        package static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var slept: [Duration] = []
    }

    private let state = Mutex(State())
    private let patience: Duration

    /// - Parameter patience: sleeps of this and more do not end.
    package init(patience: Duration = .seconds(15)) { self.patience = patience }

    package var now: Instant { state.withLock { $0.now } }
    package var minimumResolution: Duration { .nanoseconds(1) }
    package var slept: [Duration] { state.withLock { $0.slept } }

    package func advance(by duration: Duration) { state.withLock { $0.now = $0.now.advanced(by: duration) } }

    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let wait = now.duration(to: deadline)
        guard wait >= patience else {
            state.withLock { state in
                state.slept.append(wait)
                state.now = max(state.now, deadline)
            }
            return
        }
        try await Task.sleep(for: .seconds(3600))
    }
}
