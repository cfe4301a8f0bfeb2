/// What the gateway allows, as Discord does unless a test says otherwise.
package struct GatewayLimits: Sendable {
    package var heartbeatInterval = Duration.milliseconds(41_250)
    /// A connection without a heartbeat for so many intervals has timed out.
    package var patience = 1.5
    /// How long a connection may stay without IDENTIFY or RESUME.
    package var loginTime = Duration.seconds(60)
    /// A larger payload from a client is a decode error.
    package var payloadBytes = 4_096
    /// Payloads of any kind that one connection may send within ``payloadWindow``.
    package var payloads = 120
    package var payloadWindow = Duration.seconds(60)
    /// One IDENTIFY in so much time, for each of ``maxConcurrency`` buckets.
    package var identifyInterval = Duration.seconds(5)
    package var maxConcurrency = 1
    /// IDENTIFYs in 24 hours. One more ends every session and resets the token.
    package var sessionStarts = 1_000
    package var guildsPerShard = 2_500
    /// How long a session without a connection can be resumed.
    package var sessionLifetime = Duration.seconds(180)
    /// What a session keeps for a resume; beyond either, the oldest events go and a resume from there fails.
    package var replayEvents = 2_048
    package var replayBytes = 32 << 20
    /// Requests for all members of a guild: one in so much time.
    package var memberRequestInterval = Duration.seconds(30)
    /// Messages waiting for a client that does not read. When full, the connection is dropped.
    package var outbox = 65_536

    package init() {}
}
