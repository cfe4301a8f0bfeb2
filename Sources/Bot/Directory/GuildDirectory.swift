import DiscordModel

/// What the bot knows of the servers it is in, as events tell it: names, channels, roles, and what it may do.
///
/// Of people it keeps nothing but itself. Its size is bounded by what Discord lets one bot and one server have.
struct GuildDirectory: Sendable {
    struct Server: Sendable {
        var name = ""
        var owner: Snowflake?
        var memberCount = 0
        /// In an outage: what was known stays.
        var isAvailable = true
        fileprivate(set) var rolePermissions: [Snowflake: Permissions] = [:]
        /// The role that only this bot has; mentioning it mentions the bot.
        fileprivate(set) var ownRole: Snowflake?
        fileprivate(set) var me = Member()
        fileprivate(set) var channels: Set<Snowflake> = []
    }

    struct Channel: Sendable, Equatable {
        /// Nil in a conversation without a server.
        var server: Snowflake?
        var type = ChannelType.text
        var name = ""
        var parent: Snowflake?
        fileprivate var overwrites: [PermissionOverwrite] = []
    }

    /// The bot itself.
    let me: Snowflake
    private var servers: [Snowflake: Server] = [:]
    private var channels: [Snowflake: Channel] = [:]

    init(me: Snowflake) { self.me = me }

    var serverCount: Int { servers.count }

    func server(_ id: Snowflake) -> Server? { servers[id] }
    func channel(_ id: Snowflake) -> Channel? { channels[id] }

    /// What the bot may do in a channel; nothing where it does not know it.
    func permissions(in id: Snowflake, at now: Timestamp) -> Permissions {
        guard let channel = channels[id] else { return [] }
        guard let serverID = channel.server, let server = servers[serverID] else { return .all }
        let holder = PermissionHolder(
            userID: me, guildID: serverID, ownerID: server.owner, roles: server.me.roles,
            isTimedOut: server.me.communicationDisabledUntil.map { $0 > now } ?? false,
            rolePermissions: { server.rolePermissions[$0] })
        let overwrites =
            channel.type.isThread ? channel.parent.flatMap { channels[$0]?.overwrites } : channel.overwrites
        return holder.permissions(under: overwrites ?? [])
    }

    // MARK: Servers

    mutating func add(_ guild: Guild) {
        guard !guild.unavailable else {
            servers[guild.id, default: Server()].isAvailable = false
            return
        }
        forgetChannels(of: guild.id)
        var server = Server(name: guild.name, owner: guild.ownerId, memberCount: guild.memberCount)
        server.me = guild.members.first { $0.user?.id == me } ?? Member()
        servers[guild.id] = server
        for role in guild.roles { set(role, in: guild.id) }
        for channel in guild.channels + guild.threads { set(channel, in: guild.id) }
    }

    /// A server changed; its channels and members come in events of their own.
    mutating func update(_ guild: Guild) {
        servers[guild.id]?.name = guild.name
        servers[guild.id]?.owner = guild.ownerId
        for role in guild.roles { set(role, in: guild.id) }
    }

    /// - Parameter isOutage: it comes back, and what is known of it stays.
    /// - Returns: channels that are gone.
    @discardableResult
    mutating func remove(_ guild: Snowflake, isOutage: Bool) -> [Snowflake] {
        guard !isOutage else {
            servers[guild]?.isAvailable = false
            return []
        }
        forgetChannels(of: guild)
        return servers.removeValue(forKey: guild).map { Array($0.channels) } ?? []
    }

    mutating func set(_ member: Member, in guild: Snowflake) {
        if member.user?.id == me { servers[guild]?.me = member }
    }

    /// - Parameter change: of how many people are in it.
    mutating func count(_ change: Int, in guild: Snowflake) {
        servers[guild]?.memberCount &+= change
    }

    // MARK: Roles and channels

    mutating func set(_ role: Role, in guild: Snowflake) {
        servers[guild]?.rolePermissions[role.id] = role.permissions
        if role.tags?.botId == me { servers[guild]?.ownRole = role.id }
    }

    mutating func removeRole(_ role: Snowflake, in guild: Snowflake) {
        servers[guild]?.rolePermissions[role] = nil
        if servers[guild]?.ownRole == role { servers[guild]?.ownRole = nil }
    }

    /// - Parameter guild: where the channel itself does not say it; nil for a conversation without a server.
    mutating func set(_ channel: DiscordModel.Channel, in guild: Snowflake? = nil) {
        let server = channel.guildId ?? guild
        channels[channel.id] = Channel(
            server: server, type: channel.type, name: channel.name ?? "", parent: channel.parentId,
            overwrites: channel.permissionOverwrites ?? [])
        if let server { servers[server]?.channels.insert(channel.id) }
    }

    /// - Returns: the channel and the threads in it, which go with it.
    @discardableResult
    mutating func removeChannel(_ id: Snowflake) -> [Snowflake] {
        let threads = channels.filter { $0.value.parent == id && $0.value.type.isThread }.map(\.key)
        for gone in threads + [id] {
            if let server = channels.removeValue(forKey: gone)?.server { servers[server]?.channels.remove(gone) }
        }
        return threads + [id]
    }

    private mutating func forgetChannels(of guild: Snowflake) {
        for channel in servers[guild]?.channels ?? [] { channels[channel] = nil }
    }
}
