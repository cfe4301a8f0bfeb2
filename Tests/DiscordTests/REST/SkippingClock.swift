import Synchronization

/// A clock whose time passes only when a test, or whoever sleeps for less than a limit, lets it.
///
/// Short sleeps return at once and time moves by them; long ones, such as time limits, last until they are cancelled.
final class SkippingClock: Clock, Sendable {
    struct Instant: InstantProtocol {
        var offset: Duration
        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
        func duration(to other: Instant) -> Duration { other.offset - offset }
        static func < (one: Instant, other: Instant) -> Bool { one.offset < other.offset }
    }

    private struct State {
        var now = Instant(offset: .zero)
        var slept: [Duration] = []
    }

    private let state = Mutex(State())
    private let patience: Duration

    /// - Parameter patience: sleeps of this and more do not end.
    init(patience: Duration = .seconds(15)) { self.patience = patience }

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }
    var slept: [Duration] { state.withLock { $0.slept } }

    func advance(by duration: Duration) { state.withLock { $0.now = $0.now.advanced(by: duration) } }

    func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
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
