package import Discord
package import NIOCore
import Synchronization

/// The time of event loops, which only a test moves.
package final class ManualLoopTime: LoopTime {
    private struct Alarm: Sendable {
        let due: Duration
        let loop: any EventLoop
        let work: @Sendable () -> Void
    }

    private struct State {
        var now = Duration.seconds(1_000)
        var last = 0
        var alarms: [Int: Alarm] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    package func now(on loop: any EventLoop) -> Duration { state.withLock(\.now) }

    package func after(
        _ wait: Duration, on loop: any EventLoop, _ work: @escaping @Sendable () -> Void
    ) -> CallingOff {
        let (id, isDue) = state.withLock { state in
            state.last += 1
            state.alarms[state.last] = Alarm(due: state.now + wait, loop: loop, work: work)
            return (state.last, wait <= .zero)
        }
        if isDue { loop.execute { self.ring(id) } }
        return { self.state.withLock { _ = $0.alarms.removeValue(forKey: id) } }
    }

    package func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.now += duration
            return state.alarms.filter { $0.value.due <= state.now }
        }
        for (id, alarm) in due.sorted(by: { ($0.value.due, $0.key) < ($1.value.due, $1.key) }) {
            alarm.loop.execute { self.ring(id) }
        }
    }

    /// It may have been called off.
    private func ring(_ id: Int) { state.withLock { $0.alarms.removeValue(forKey: id) }?.work() }
}
