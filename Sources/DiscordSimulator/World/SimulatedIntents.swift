/// What a gateway session asked to hear, as the number of its IDENTIFY.
///
/// The simulator's own list, so that a wrong bit in `DiscordModel` shows.
/// <https://docs.discord.com/developers/events/gateway#gateway-intents>
package struct SimulatedIntents: OptionSet, Hashable, Sendable {
    package let rawValue: UInt64
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    private static func bit(_ bit: UInt64) -> SimulatedIntents { SimulatedIntents(rawValue: 1 << bit) }

    package static let guilds = bit(0)
    package static let guildMembers = bit(1)
    package static let guildModeration = bit(2)
    package static let guildExpressions = bit(3)
    package static let guildIntegrations = bit(4)
    package static let guildWebhooks = bit(5)
    package static let guildInvites = bit(6)
    package static let guildVoiceStates = bit(7)
    package static let guildPresences = bit(8)
    package static let guildMessages = bit(9)
    package static let guildMessageReactions = bit(10)
    package static let guildMessageTyping = bit(11)
    package static let directMessages = bit(12)
    package static let directMessageReactions = bit(13)
    package static let directMessageTyping = bit(14)
    package static let messageContent = bit(15)
    package static let guildScheduledEvents = bit(16)
    package static let autoModerationConfiguration = bit(20)
    package static let autoModerationExecution = bit(21)
    package static let guildMessagePolls = bit(24)
    package static let directMessagePolls = bit(25)

    /// Need a switch in the developer portal.
    package static let privileged: SimulatedIntents = [.guildMembers, .guildPresences, .messageContent]
    /// What Discord knows; other bits close the connection with 4013.
    package static let known = SimulatedIntents(
        rawValue: [0...16, 20...21, 24...25].joined().reduce(UInt64(0)) { $0 | 1 << $1 })
}
