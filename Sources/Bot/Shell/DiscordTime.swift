package import Discord
package import DiscordModel
package import Foundation

/// Time as the connections to Discord see it; tests put in their own.
package struct DiscordTime: Sendable {
    /// Heartbeats and pauses of the gateway.
    package var gateway: any LoopTime = RunningTime()
    package var timing = GatewayTiming()
    /// The calendar that sessions and logins are written down by.
    package var date: @Sendable () -> Date = { Date() }
    /// Waits and limits of requests.
    package var requests: any Clock<Duration> = ContinuousClock()

    package init() {}
}
