import DiscordModel

extension GuildDirectory {
    /// The events to ask the gateway for, so that the directory stays true.
    static let wanted: Set<String> = [
        "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
        "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE",
        "THREAD_LIST_SYNC", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE",
    ]

    /// What an event says about servers, channels, roles and the bot in them; others change nothing.
    ///
    /// - Returns: channels that are gone.
    mutating func apply(_ event: GatewayEvent) -> [Snowflake] {
        switch event {
        case .guildCreated(let guild): add(guild)
        case .guildUpdated(let guild): update(guild)
        case .guildDeleted(let guild): return remove(guild.id, isOutage: guild.unavailable != nil)
        case .roleCreated(let event), .roleUpdated(let event): set(event.role, in: event.guildId)
        case .roleDeleted(let event): removeRole(event.roleId, in: event.guildId)
        case .channelCreated(let channel), .channelUpdated(let channel), .threadCreated(let channel),
            .threadUpdated(let channel):
            set(channel)
        case .channelDeleted(let channel), .threadDeleted(let channel): return removeChannel(channel.id)
        case .threadList(let list):
            for thread in list.threads { set(thread, in: list.guildId) }
        case .memberUpdated(let member):
            if let guild = member.guildId { set(member, in: guild) }
        case .memberAdded(let member):
            if let guild = member.guildId { count(1, in: guild) }
        case .memberRemoved(let removal): count(-1, in: removal.guildId)
        default: break
        }
        return []
    }
}
