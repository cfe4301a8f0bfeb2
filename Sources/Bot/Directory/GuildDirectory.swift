package import DiscordModel

/// The servers the bot is in, as far as it needs to know them: what channels and roles are called, who may do
/// what where, and who sits in which voice channel. Members are not kept, but for the bot itself.
///
/// Events must come in the order Discord sent them. Bounded per server: see ``DirectoryGuild``; the number of
/// servers is bounded by Discord, to 2,500 a shard.
package struct GuildDirectory: Sendable {
    /// What is gone, for those who keep something about it.
    package enum Loss: Sendable, Equatable {
        case guild(Snowflake, channels: [Snowflake])
        /// A channel or a thread.
        case channel(Snowflake, guild: Snowflake)

        var isOfServer: Bool {
            if case .guild = self { true } else { false }
        }

        /// Channels and threads that are gone, as far as they were known.
        var channels: [Snowflake] {
            switch self {
            case .guild(_, let channels): channels
            case .channel(let channel, _): [channel]
            }
        }
    }

    /// The bot's own account.
    package private(set) var own: User?
    private var guilds: [Snowflake: DirectoryGuild] = [:]
    private var guildOfChannel: [Snowflake: Snowflake] = [:]
    /// How often a server came, or came again.
    private var additions: UInt64 = 0

    /// - Parameter own: the bot's account, where it is known before the first session begins.
    package init(own: User? = nil) { self.own = own }

    package var guildCount: Int { guilds.count }
    package var channelCount: Int { guildOfChannel.count }

    package func guild(_ id: Snowflake) -> DirectoryGuild? { guilds[id] }
    package func knows(_ guild: Snowflake) -> Bool { guilds.index(forKey: guild) != nil }

    /// A channel or a thread of a server.
    package func channel(_ id: Snowflake) -> DirectoryChannel? {
        guildOfChannel[id].flatMap { guilds[$0]?.channels[id] }
    }

    package func guild(ofChannel id: Snowflake) -> DirectoryGuild? { guildOfChannel[id].flatMap { guilds[$0] } }

    /// What the bot may do in a channel; nil where it knows too little to tell.
    ///
    /// - Parameter now: in milliseconds since 1970, for time-outs.
    package func ownPermissions(in channel: Snowflake, now: Int) -> Permissions? {
        guard let own, let guild = guild(ofChannel: channel) else { return nil }
        return guild.ownPermissions(of: own.id, in: channel, now: now)
    }

    // MARK: Events

    /// Brings itself up to date.
    ///
    /// - Returns: what is gone by it.
    package mutating func apply(_ event: GatewayEvent) -> [Loss] {
        switch event {
        case .ready(let ready): return begin(ready)
        case .guildCreated(let guild):
            // In an outage only its id comes.
            if !guild.unavailable { add(guild) }
        case .guildUpdated(let guild): guilds[guild.id]?.update(guild)
        case .guildDeleted(let guild): return guild.unavailable == true ? [] : remove(guild: guild.id)
        case .roleCreated(let event), .roleUpdated(let event): guilds[event.guildId]?.set(event.role)
        case .roleDeleted(let event): guilds[event.guildId]?.roles[event.roleId] = nil
        case .channelCreated(let channel), .channelUpdated(let channel), .threadCreated(let channel),
            .threadUpdated(let channel):
            set(channel)
        case .channelDeleted(let channel), .threadDeleted(let channel): return remove(channel: channel)
        case .threadList(let list): return sync(list)
        case .memberAdded(let member), .memberUpdated(let member): update(member)
        case .memberRemoved(let removal):
            // The server's own farewell follows.
            guilds[removal.guildId]?.voice[removal.user.id] = nil
        case .voiceState(let state): update(state)
        default: break
        }
        return []
    }

    /// After a new session the list of servers is the truth.
    private mutating func begin(_ ready: Ready) -> [Loss] {
        own = ready.user
        // Of several shards each names its own; what another shard has stays.
        guard ready.shard.map({ ($0.last ?? 1) <= 1 }) ?? true else { return [] }
        let still = Set(ready.guilds.map(\.id))
        return guilds.keys.filter { !still.contains($0) }.sorted().flatMap { remove(guild: $0) }
    }

    private mutating func add(_ guild: Guild) {
        if let before = guilds[guild.id] { release(before.channels.keys, of: guild.id) }
        additions &+= 1
        let entry = DirectoryGuild(guild, own: own?.id, revision: additions << 32)
        for channel in entry.channels.keys { guildOfChannel[channel] = guild.id }
        guilds[guild.id] = entry
    }

    private mutating func remove(guild id: Snowflake) -> [Loss] {
        let channels = guilds.removeValue(forKey: id)?.channels.keys.sorted() ?? []
        release(channels, of: id)
        return [.guild(id, channels: channels)]
    }

    private mutating func set(_ channel: Channel) {
        guard let guild = channel.guildId ?? guildOfChannel[channel.id] else { return }
        if channel.threadMetadata?.archived == true {
            // It comes again when somebody writes in it.
            forget(channel.id, of: guild)
        } else if guilds[guild]?.set(channel) == true {
            guildOfChannel[channel.id] = guild
        }
    }

    private mutating func remove(channel: Channel) -> [Loss] {
        guard let guild = channel.guildId ?? guildOfChannel[channel.id] else { return [] }
        let threads = guilds[guild]?.channels.filter { $0.value.parent == channel.id && $0.value.type.isThread } ?? [:]
        for id in threads.keys { forget(id, of: guild) }
        forget(channel.id, of: guild)
        return [.channel(channel.id, guild: guild)] + threads.keys.sorted().map { .channel($0, guild: guild) }
    }

    private mutating func forget(_ channel: Snowflake, of guild: Snowflake) {
        guilds[guild]?.channels[channel] = nil
        release([channel], of: guild)
    }

    /// What another server claimed since stays that server's.
    private mutating func release(_ channels: some Sequence<Snowflake>, of guild: Snowflake) {
        for channel in channels where guildOfChannel[channel] == guild { guildOfChannel[channel] = nil }
    }

    /// All active threads of these channels, or of all; others are no longer active, which is not gone.
    private mutating func sync(_ list: ThreadList) -> [Loss] {
        let active = Set(list.threads.map(\.id))
        for (id, channel) in guilds[list.guildId]?.channels ?? [:] where channel.type.isThread && !active.contains(id) {
            guard let parents = list.channelIds, !parents.contains(channel.parent ?? id) else {
                forget(id, of: list.guildId)
                continue
            }
        }
        for var thread in list.threads {
            thread.guildId = list.guildId
            set(thread)
        }
        return []
    }

    private mutating func update(_ member: Member) {
        guard let guild = member.guildId, let own, member.user?.id == own.id else { return }
        guilds[guild]?.ownMember = OwnMember(member)
    }

    private mutating func update(_ state: VoiceState) {
        guard let guild = state.guildId else { return }
        guilds[guild]?.set(state)
    }
}
