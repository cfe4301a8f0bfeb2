package import Foundation
import Synchronization

/// A wall clock that jumps when it is told to: `Simulator(world, now: { date.now })`.
///
/// What is counted in durations, such as heartbeats, does not notice.
package final class JumpingDate: Sendable {
    private let offset = Mutex<TimeInterval>(0)
    private let clock: @Sendable () -> Date

    package init(_ clock: @escaping @Sendable () -> Date = { Date() }) { self.clock = clock }

    package var now: Date { clock().addingTimeInterval(offset.withLock { $0 }) }

    /// Forward, or back.
    package func jump(by seconds: TimeInterval) { offset.withLock { $0 += seconds } }
}
