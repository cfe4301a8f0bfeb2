import Companion
package import DiscordModel

/// One use of a command.
package struct CommandCall: Sendable {
    package let caller: User
    /// What the caller is called here.
    package let callerName: String
    /// What the caller may do here; nil in direct messages.
    package let permissions: Permissions?
    /// Whether the caller runs the bot.
    package let isOwner: Bool
    package let guild: Snowflake?
    package let channel: Snowflake
    /// The channel's parent, where it is a thread.
    package let parent: Snowflake?
    /// The caller's language, like `de` or `en-GB`.
    package let locale: String?
    package let commandName: String
    let interaction: Snowflake
    /// What `ServerSettings` are kept under: the server, or the channel of direct messages.
    package var scope: Snowflake { guild ?? channel }
    var member: ChannelMember { ChannelMember(channel: channel, user: caller.id) }

    private let arguments: [CommandArgument]
    private let resolved: ResolvedData
    private let seal: Seal

    /// Nil where Discord left out who called from where.
    ///
    /// - Parameter command: the name of the one that is used, also by its components.
    init?(_ interaction: Interaction, of command: String, owners: Set<Snowflake>, seal: Seal) {
        guard let user = interaction.caller, let channel = interaction.channelId else {
            return nil
        }
        caller = user
        callerName = interaction.member?.nick ?? user.globalName ?? user.username
        permissions = interaction.guildId == nil ? nil : interaction.member?.permissions ?? []
        isOwner = owners.contains(user.id)
        guild = interaction.guildId
        self.channel = channel
        parent = interaction.channel.flatMap { $0.type.isThread ? $0.parentId : nil }
        locale = interaction.locale
        commandName = command
        self.interaction = interaction.id
        self.seal = seal
        arguments = interaction.data?.options ?? []
        resolved = interaction.data?.resolved ?? ResolvedData()
    }

    /// What a required option holds.
    package subscript<Value>(_ option: Option<Value>) -> Value {
        get throws {
            guard let value = try self[ifGiven: option] else { throw Mistake("“\(option.name)” is missing.") }
            return value
        }
    }

    /// What an option holds, if it was filled in.
    package subscript<Value>(ifGiven option: Option<Value>) -> Value? {
        get throws {
            guard let argument = arguments.first(where: { $0.name == option.name })?.value else { return nil }
            guard option.allows(argument), let value = Value(argument, resolved: resolved) else {
                throw Mistake("I can't use what “\(option.name)” holds.")
            }
            return value
        }
    }

    /// The option that is being typed, and what stands there so far.
    var focused: (name: String, typed: String)? {
        guard let argument = arguments.first(where: \.focused) else { return nil }
        return (argument.name, argument.value?.string ?? argument.value?.number.map { "\($0)" } ?? "")
    }

    /// For a component of this command that only the caller may use, and not for long.
    ///
    /// - Parameter payload: a few characters; see `CustomID.room`.
    package func customID(_ payload: String, lasting lifetime: Duration = .seconds(15 * 60)) throws -> String {
        try seal.close(commandName, payload, for: caller.id, lasting: lifetime)
    }

    /// For a component that everybody may press who sees it; what that does is up to the command named.
    func openID(of command: String, _ payload: String, lasting lifetime: Duration) throws -> String {
        try seal.close(command, payload, for: nil, lasting: lifetime)
    }

    /// Whether the caller rules here: an administrator of the server, or whoever runs the bot.
    var isAdministrator: Bool { isOwner || permissions?.contains(.administrator) == true }

    /// Whether the caller may do this here; in direct messages everybody may.
    package func may(_ needed: Permissions) -> Bool {
        guard let permissions else { return true }
        return isOwner || permissions.contains(.administrator) || permissions.contains(needed)
    }
}
