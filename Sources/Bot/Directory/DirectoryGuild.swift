package import DiscordModel

/// A server, as far as the bot needs to know it.
package struct DirectoryGuild: Sendable, Equatable {
    /// More than Discord allows (500 channels, 1,000 active threads, 250 roles); what comes beyond is not kept.
    static let mostChannels = 2_000
    static let mostRoles = 500
    /// People in voice channels that are kept apart.
    static let mostVoices = 5_000

    package let id: Snowflake
    package internal(set) var name: String
    package internal(set) var owner: Snowflake
    package internal(set) var channels: [Snowflake: DirectoryChannel] = [:] { didSet { revision &+= 1 } }
    package internal(set) var roles: [Snowflake: DirectoryRole] = [:] { didSet { revision &+= 1 } }
    /// Another one after every change of channels and roles.
    private(set) var revision: UInt64
    package internal(set) var ownMember: OwnMember?
    /// In which channel people sit who are in voice.
    package internal(set) var voice: [Snowflake: Snowflake] = [:]

    /// - Parameter revision: above all that this server had before.
    init(_ guild: Guild, own: Snowflake?, revision: UInt64 = 0) {
        self.revision = revision
        id = guild.id
        name = guild.name
        owner = guild.ownerId
        for role in guild.roles { set(role) }
        for channel in guild.channels + guild.threads { _ = set(channel) }
        for state in guild.voiceStates { set(state) }
        if let own { ownMember = guild.members.first { $0.user?.id == own }.map(OwnMember.init) }
    }

    /// How many sit in a voice channel.
    package func company(in channel: Snowflake) -> Int { voice.values.count { $0 == channel } }

    /// What somebody may do in one of its channels; in a thread as in its parent. Nil where the channel or
    /// its rules are unknown.
    package func permissions(
        of user: Snowflake, roles held: [Snowflake], isTimedOut: Bool = false, in channel: Snowflake
    ) -> Permissions? {
        guard let overwrites = room(of: channel)?.overwrites else { return nil }
        let holder = PermissionHolder(
            userID: user, guildID: id, ownerID: owner, roles: held, isTimedOut: isTimedOut,
            rolePermissions: { roles[$0]?.permissions })
        return holder.permissions(under: overwrites)
    }

    /// The channel whose rules hold in a channel: a thread's are its parent's.
    func room(of channel: Snowflake) -> DirectoryChannel? {
        guard let entry = channels[channel] else { return nil }
        return entry.type.isThread ? entry.parent.flatMap { channels[$0] } : entry
    }

    /// What the bot may do; see ``GuildDirectory/ownPermissions(in:now:)``.
    package func ownPermissions(of own: Snowflake, in channel: Snowflake, now: Int) -> Permissions? {
        guard let member = ownMember else { return nil }
        return permissions(
            of: own, roles: member.roles, isTimedOut: member.timedOutUntil.map { $0 > now } ?? false, in: channel)
    }

    // MARK: Changes

    mutating func update(_ guild: Guild) {
        name = guild.name
        owner = guild.ownerId
        for role in guild.roles { set(role) }
    }

    mutating func set(_ role: Role) {
        guard roles[role.id] != nil || roles.count < Self.mostRoles else { return }
        let entry = DirectoryRole(name: role.name, permissions: role.permissions, bot: role.tags?.botId)
        if roles[role.id] != entry { roles[role.id] = entry }
    }

    /// - Returns: whether it is kept.
    mutating func set(_ channel: Channel) -> Bool {
        guard channels[channel.id] != nil || channels.count < Self.mostChannels else { return false }
        let entry = DirectoryChannel(channel, before: channels[channel.id])
        if channels[channel.id] != entry { channels[channel.id] = entry }
        return true
    }

    mutating func set(_ state: VoiceState) {
        guard state.channelId == nil || voice[state.userId] != nil || voice.count < Self.mostVoices else { return }
        voice[state.userId] = state.channelId
    }
}

/// A channel or a thread.
package struct DirectoryChannel: Sendable, Equatable {
    package let name: String
    package let type: ChannelType
    package let parent: Snowflake?
    /// For threads their parent's hold; nil where Discord has not told them.
    let overwrites: [PermissionOverwrite]?
    /// For threads their parent's holds.
    let isAgeRestricted: Bool

    /// - Parameter before: what it was; updates may leave things out.
    init(_ channel: Channel, before: DirectoryChannel?) {
        name = channel.name ?? before?.name ?? ""
        type = channel.type
        parent = channel.parentId
        overwrites = channel.permissionOverwrites ?? before?.overwrites
        isAgeRestricted = channel.nsfw ?? before?.isAgeRestricted ?? false
    }
}

package struct DirectoryRole: Sendable, Equatable {
    package let name: String
    package let permissions: Permissions
    /// The bot that it was made for.
    let bot: Snowflake?
}

/// The bot as a member of a server.
package struct OwnMember: Sendable, Equatable {
    package let nick: String?
    package let roles: [Snowflake]
    /// In milliseconds since 1970.
    package let timedOutUntil: Int?

    init(_ member: Member) {
        nick = member.nick
        roles = member.roles
        timedOutUntil = member.communicationDisabledUntil?.milliseconds
    }
}
