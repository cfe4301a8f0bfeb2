import Synchronization

/// A clock whose time passes only when a test, or whoever sleeps for less than a limit, lets it.
///
/// Short sleeps return at once and time moves by them; long ones, such as time limits, last until a test has moved
/// time on, or they are cancelled.
package final class SkippingClock: Clock, Sendable {
    package typealias Instant = ManualClock.Instant

    private let passed = Mutex<(skipped: Duration, slept: [Duration])>((.zero, []))
    private let manual = ManualClock()
    private let patience: Duration

    /// - Parameter patience: sleeps of this and more are long.
    package init(patience: Duration = .seconds(15)) { self.patience = patience }

    package var now: Instant { passed.withLock { manual.now.advanced(by: $0.skipped) } }
    package var minimumResolution: Duration { .nanoseconds(1) }
    package var slept: [Duration] { passed.withLock { $0.slept } }
    /// How many tasks sleep long.
    package var sleepers: Int { manual.sleepers }

    package func advance(by duration: Duration) { manual.advance(by: duration) }

    package func sleep(until deadline: Instant, tolerance: Duration? = nil) async throws {
        let wait = passed.withLock { passed -> Duration in
            let now = manual.now.advanced(by: passed.skipped)
            let wait = now.duration(to: deadline)
            guard wait < patience else { return wait }
            passed.slept.append(wait)
            passed.skipped += max(wait, .zero)
            return .zero
        }
        // What others skip does not wake it.
        if wait > .zero { try await manual.sleep(for: wait) }
    }
}
