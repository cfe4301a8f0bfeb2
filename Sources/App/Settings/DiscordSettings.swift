import Bot
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
    static let requestsPerSecond = group.integer(
        "DISCORD_REQUESTS_PER_SECOND", 50, in: 10...10_000,
        "How many requests Discord allows the bot in a second. Very large bots are granted more.")

    static let keys =
        [
            Self.token.definition, Self.address.definition, Self.shards.definition, Self.prefix.definition,
            Self.ignoredUsers.definition, Self.ambientChannels.definition, Self.conversationTimeout.definition,
            Self.streams.definition, Self.requestsPerSecond.definition,
        ] + ListenerSettings.keys

    /// Nil where it stays away from Discord.
    let bot: BotSettings?

    init(_ values: SettingValues) {
        let token = values[Self.token]
        guard !token.isEmpty else {
            bot = nil
            return
        }
        var bot = BotSettings(token: Secret(token), address: values[Self.address])
        bot.shards = values[Self.shards]
        bot.prefix = values[Self.prefix]
        bot.ignoredUsers = values[Self.ignoredUsers]
        bot.ambientChannels = values[Self.ambientChannels]
        bot.conversationTimeout = .seconds(values[Self.conversationTimeout])
        bot.streams = values[Self.streams]
        bot.listeners = ListenerSettings.rules(values)
        bot.requestsPerSecond = values[Self.requestsPerSecond]
        self.bot = bot
    }
}
