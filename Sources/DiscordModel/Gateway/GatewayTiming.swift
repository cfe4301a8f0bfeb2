/// How long the gateway's steps take, and when they took too long.
package struct GatewayTiming: Sendable {
    /// Intervals that the gateway may ask for; others are moved to the nearer end.
    package var heartbeat: ClosedRange<Duration> = .seconds(5) ... .seconds(120)
    /// From the connection to HELLO.
    package var hello = Duration.seconds(10)
    /// From RESUME to its answer. IDENTIFY may wait for ever: in outages Discord takes its time.
    package var resume = Duration.seconds(60)
    /// Before a new connection after an invalid session, at random.
    package var invalidSession: ClosedRange<Duration> = .seconds(1) ... .seconds(5)
    /// Before a new connection: at random up to the lower bound, which doubles each time up to the upper one.
    package var rest: ClosedRange<Duration> = .seconds(1) ... .seconds(60)
    /// A connection that lived this long was a good one: waiting begins anew with the shortest time.
    package var steady = Duration.seconds(60)
    /// After which a session is resumed no more.
    package var resumeTries = 3

    package init() {}
}
