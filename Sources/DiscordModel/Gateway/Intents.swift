/// What a session wants to hear of.
///
/// <https://docs.discord.com/developers/events/gateway#gateway-intents>
package struct Intents: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    package static let guilds = Intents(rawValue: 1 << 0)
    /// Privileged.
    package static let guildMembers = Intents(rawValue: 1 << 1)
    package static let guildModeration = Intents(rawValue: 1 << 2)
    package static let guildExpressions = Intents(rawValue: 1 << 3)
    package static let guildIntegrations = Intents(rawValue: 1 << 4)
    package static let guildWebhooks = Intents(rawValue: 1 << 5)
    package static let guildInvites = Intents(rawValue: 1 << 6)
    package static let guildVoiceStates = Intents(rawValue: 1 << 7)
    /// Privileged.
    package static let guildPresences = Intents(rawValue: 1 << 8)
    package static let guildMessages = Intents(rawValue: 1 << 9)
    package static let guildMessageReactions = Intents(rawValue: 1 << 10)
    package static let guildMessageTyping = Intents(rawValue: 1 << 11)
    package static let directMessages = Intents(rawValue: 1 << 12)
    package static let directMessageReactions = Intents(rawValue: 1 << 13)
    package static let directMessageTyping = Intents(rawValue: 1 << 14)
    /// Privileged. Without it text, embeds, attachments, components and polls of messages are empty, but for own
    /// messages, direct ones, those that mention the bot, and the target of a message command.
    package static let messageContent = Intents(rawValue: 1 << 15)
    package static let guildScheduledEvents = Intents(rawValue: 1 << 16)
    package static let autoModerationConfiguration = Intents(rawValue: 1 << 20)
    package static let autoModerationExecution = Intents(rawValue: 1 << 21)
    package static let guildMessagePolls = Intents(rawValue: 1 << 24)
    package static let directMessagePolls = Intents(rawValue: 1 << 25)

    /// Those that are switched on in Discord's developer portal first.
    package static let privileged: Intents = [.guildMembers, .guildPresences, .messageContent]

    /// The names the portal has for the privileged ones among these.
    package var switches: [String] {
        var names: [String] = []
        if contains(.guildMembers) { names.append("Server Members Intent") }
        if contains(.guildPresences) { names.append("Presence Intent") }
        if contains(.messageContent) { names.append("Message Content Intent") }
        return names
    }
}

extension Intents: Encodable {
    package func encode(to encoder: any Encoder) throws { try rawValue.encode(to: encoder) }
}
