import DiscordModel
import Foundation
import Telemetry

/// Whether and how it goes to Discord.
struct DiscordSettings: Sendable {
    private static let group = SettingGroup(name: "Discord")
    /// The token goes wherever this address leads.
    private static let fixed = SettingGroup(name: "Discord", isEditable: false)

    static let token = group.text(
        "DISCORD_TOKEN", kind: .secret,
        "The bot's token. Empty: Acore stays away from Discord. acore setup asks for it.")
    static let address = fixed.text(
        "DISCORD_API_URL", default: "https://discord.com/api/v10", kind: .url, "Where Discord's API lies.")
    static let shards = group.shards(
        "SHARDS", "Which shards run here: auto, a number, or a range such as 0..3/8.")
    static let prefix = group.text(
        "COMMAND_PREFIX", default: "!", "Messages that begin with it are commands of other bots and passed over.")
    static let ignoredUsers = group.ids("IGNORED_USERS", "Ids of people who are never answered.")
    static let ambientChannels = group.ids(
        "AMBIENT_CHANNELS", "Ids of channels where it may listen and join in unasked.")
    static let conversationTimeout = group.integer(
        "CONVERSATION_TIMEOUT", 300, in: 10...86_400,
        "Seconds for which somebody who was answered need not say its name again.")
    static let streams = group.flag(
        "RESPONSE_STREAMING_ENABLED", true, "Whether answers on Discord appear while they are being written.")

    static let keys = [
        Self.token.definition, Self.address.definition, Self.shards.definition, Self.prefix.definition,
        Self.ignoredUsers.definition, Self.ambientChannels.definition, Self.conversationTimeout.definition,
        Self.streams.definition,
    ]

    /// Nil where it stays away from Discord.
    let token: Secret?
    let address: URL?
    let shards: ShardPlan
    let prefix: String
    let ignoredUsers: Set<Snowflake>
    let ambientChannels: Set<Snowflake>
    let conversationTimeout: Duration
    let streams: Bool

    init(_ values: SettingValues) {
        let token = values[Self.token]
        self.token = token.isEmpty ? nil : Secret(token)
        address = URL(string: values[Self.address])
        shards = values[Self.shards]
        prefix = values[Self.prefix]
        ignoredUsers = values[Self.ignoredUsers]
        ambientChannels = values[Self.ambientChannels]
        conversationTimeout = .seconds(values[Self.conversationTimeout])
        streams = values[Self.streams]
    }
}
