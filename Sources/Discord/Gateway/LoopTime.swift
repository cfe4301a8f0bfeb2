package import NIOCore

/// What a shard's heartbeats and pauses are measured in: the time of its event loop, or one that a test moves.
package protocol LoopTime: Sendable {
    /// Since some fixed moment.
    func now(on loop: any EventLoop) -> Duration
    /// Does `work` on the loop, unless it is called off before. Both are asked for on the loop.
    func after(_ wait: Duration, on loop: any EventLoop, _ work: @escaping @Sendable () -> Void) -> CallingOff
}

/// Calls off what was to be done later.
package typealias CallingOff = () -> Void

/// The loop's own.
package struct RunningTime: LoopTime {
    package init() {}

    package func now(on loop: any EventLoop) -> Duration {
        .nanoseconds(Int64(clamping: loop.now.uptimeNanoseconds))
    }

    package func after(
        _ wait: Duration, on loop: any EventLoop, _ work: @escaping @Sendable () -> Void
    ) -> CallingOff {
        let task = loop.scheduleTask(in: .nanoseconds(wait.nanoseconds), work)
        return { task.cancel() }
    }
}

extension Duration {
    fileprivate var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
    }
}
