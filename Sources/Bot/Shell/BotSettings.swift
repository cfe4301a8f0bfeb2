package import DiscordModel
package import Telemetry

/// What the operator decided about Discord.
package struct BotSettings: Sendable {
    package var token: Secret
    /// Of the REST API; the gateway's address comes from there.
    package var address: String
    package var shards = ShardPlan.automatic
    /// Messages that begin with it are commands of other bots.
    package var prefix = "!"
    package var ignoredUsers: Set<Snowflake> = []
    /// Where it may listen and join in unasked.
    package var ambientChannels: Set<Snowflake> = []
    /// For how long somebody who was answered need not say its name again.
    package var conversationTimeout = Duration.seconds(300)
    /// Whether answers appear while they are being written.
    package var streams = true
    /// What it remarks on besides words.
    package var listeners = ListenerRules()
    /// Discord's global limit.
    package var requestsPerSecond = 50
    /// What the gateway sends.
    package var compression = GatewayCompression.zstd

    package init(token: Secret, address: String) {
        self.token = token
        self.address = address
    }
}
