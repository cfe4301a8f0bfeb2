package import DiscordModel

/// Events of one shard that came together, in their order.
package struct GatewayBatch: Sendable {
    package let shard: Shard
    package internal(set) var events: [GatewayEvent]
    /// What was received, in bytes.
    var weight: Int
    /// The session as it is after them.
    var progress: GatewaySession?
}
