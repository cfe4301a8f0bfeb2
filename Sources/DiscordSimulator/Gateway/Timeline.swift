/// An injected clock told in durations since it was wrapped: what the gateway's rules count in.
struct Timeline: Sendable {
    let now: @Sendable () -> Duration
    /// Sleeps until `now()` is at least this.
    let sleep: @Sendable (_ until: Duration) async throws -> Void

    init(_ clock: any Clock<Duration>) {
        func wrap<C: Clock<Duration>>(_ clock: C) -> Timeline {
            let start = clock.now
            return Timeline(
                now: { start.duration(to: clock.now) },
                sleep: { try await clock.sleep(until: start.advanced(by: $0), tolerance: nil) })
        }
        self = wrap(clock)
    }

    private init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (_ until: Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }
}

extension Duration {
    var milliseconds: Int { Int(self / .milliseconds(1)) }
}
