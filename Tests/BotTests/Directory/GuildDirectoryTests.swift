import DiscordModel
import Testing

@testable import Bot

@Suite struct GuildDirectoryTests {
    private var directory = GuildDirectory()

    init() {
        _ = directory.apply(.ready(ready(guilds: [5])))
        _ = directory.apply(.guildCreated(guild()))
    }

    @Test func `knows channels, roles, itself, and who is in voice`() {
        #expect(directory.guildCount == 1)
        #expect(directory.channel(50)?.name == "general")
        #expect(directory.channel(60)?.parent == 50)
        #expect(directory.guild(5)?.ownMember?.nick == "Arbs")
        #expect(directory.guild(5)?.company(in: 51) == 1)
        #expect(directory.guild(5)?.roles[8]?.bot == 1)
        #expect(directory.guild(5)?.roles[7]?.bot == nil)
    }

    @Test mutating func `tells what the bot may do, threads as their parent, time-outs while they last`() {
        #expect(directory.ownPermissions(in: 50, now: 0)?.contains(.sendMessages) == true)
        #expect(directory.ownPermissions(in: 60, now: 0)?.contains(.sendMessages) == true)
        #expect(directory.ownPermissions(in: 52, now: 0)?.contains(.sendMessages) == false)
        #expect(directory.ownPermissions(in: 99, now: 0) == nil)
        var me = member(1)
        me.guildId = 5
        me.communicationDisabledUntil = Timestamp(microseconds: 5_000_000)
        #expect(directory.apply(.memberUpdated(me)) == [])
        #expect(directory.ownPermissions(in: 50, now: 4_999)?.contains(.sendMessages) == false)
        #expect(directory.ownPermissions(in: 50, now: 5_000)?.contains(.sendMessages) == true)
    }

    @Test mutating func `follows changes in order`() {
        var channel = Channel()
        channel.id = 50
        channel.guildId = 5
        channel.name = "renamed"
        #expect(directory.apply(.channelUpdated(channel)) == [])
        #expect(directory.channel(50)?.name == "renamed")
        var role = RoleEvent()
        role.guildId = 5
        role.role.id = 5
        #expect(directory.apply(.roleUpdated(role)) == [])
        #expect(directory.ownPermissions(in: 50, now: 0) == [])
        var voice = VoiceState()
        voice.guildId = 5
        voice.userId = 3
        #expect(directory.apply(.voiceState(voice)) == [])
        #expect(directory.guild(5)?.company(in: 51) == 0)
    }

    @Test mutating func `a deleted channel takes its threads along`() {
        var channel = Channel()
        channel.id = 50
        channel.guildId = 5
        #expect(directory.apply(.channelDeleted(channel)) == [.channel(50, guild: 5), .channel(60, guild: 5)])
        #expect(directory.channel(60) == nil)
        #expect(directory.channelCount == 2)
    }

    @Test mutating func `an archived thread is not gone, only not kept`() {
        var thread = Channel()
        thread.id = 60
        thread.guildId = 5
        thread.type = .publicThread
        thread.threadMetadata = ThreadMetadata()
        thread.threadMetadata?.archived = true
        #expect(directory.apply(.threadUpdated(thread)) == [])
        #expect(directory.channel(60) == nil)
        thread.threadMetadata?.archived = false
        thread.parentId = 50
        #expect(directory.apply(.threadUpdated(thread)) == [])
        #expect(directory.channel(60)?.parent == 50)
        var list = ThreadList()
        list.guildId = 5
        list.channelIds = [51]
        #expect(directory.apply(.threadList(list)) == [])
        #expect(directory.channel(60) != nil)
        list.channelIds = nil
        #expect(directory.apply(.threadList(list)) == [])
        #expect(directory.channel(60) == nil)
        #expect(directory.channel(50) != nil)
    }

    @Test mutating func `an outage is no farewell`() {
        var gone = UnavailableGuild()
        gone.id = 5
        gone.unavailable = true
        #expect(directory.apply(.guildDeleted(gone)) == [])
        #expect(directory.channel(50) != nil)
        gone.unavailable = nil
        #expect(directory.apply(.guildDeleted(gone)) == [.guild(5, channels: [50, 51, 52, 60])])
        #expect(directory.channel(50) == nil)
        #expect(directory.channelCount == 0)
        #expect(directory.guildCount == 0)
    }

    @Test mutating func `what a new session no longer names is gone, on one shard`() {
        var ofShard = ready(guilds: [])
        ofShard.shard = [1, 2]
        #expect(directory.apply(.ready(ofShard)) == [])
        #expect(directory.guildCount == 1)
        #expect(directory.apply(.ready(ready(guilds: []))) == [.guild(5, channels: [50, 51, 52, 60])])
    }

    @Test mutating func `a server that comes again replaces what was known`() {
        var again = guild()
        again.channels = []
        again.threads = []
        #expect(directory.apply(.guildCreated(again)) == [])
        #expect(directory.channelCount == 0)
        again.unavailable = true
        again.name = ""
        #expect(directory.apply(.guildCreated(again)) == [])
        #expect(directory.guild(5)?.name == "Home")
    }

    @Test mutating func `a server keeps no more than its limits`() {
        var channel = Channel()
        channel.guildId = 5
        for id in 1_000...4_000 {
            channel.id = Snowflake(UInt64(id))
            _ = directory.apply(.channelCreated(channel))
        }
        #expect(directory.channelCount == DirectoryGuild.mostChannels)
    }

    // MARK: A server

    private func ready(guilds: [Snowflake]) -> Ready {
        var ready = Ready()
        ready.user.id = 1
        ready.guilds = guilds.map { id in
            var guild = UnavailableGuild()
            guild.id = id
            return guild
        }
        return ready
    }

    private func guild() -> Guild {
        var guild = Guild()
        guild.id = 5
        guild.name = "Home"
        guild.ownerId = 2
        guild.roles = [role(5, [.viewChannel, .sendMessages]), role(7, []), role(8, [.connect], bot: 1)]
        guild.channels = [channel(50, "general", .text), channel(51, "voice", .voice), channel(52, "rules", .text)]
        var overwrite = PermissionOverwrite()
        overwrite.id = 5
        overwrite.deny = .sendMessages
        guild.channels[2].permissionOverwrites = [overwrite]
        var thread = channel(60, "thread", .publicThread)
        thread.parentId = 50
        guild.threads = [thread]
        var me = member(1)
        me.nick = "Arbs"
        guild.members = [member(2), me]
        var voice = VoiceState()
        voice.userId = 3
        voice.channelId = 51
        guild.voiceStates = [voice]
        return guild
    }

    private func member(_ id: Snowflake) -> Member {
        var member = Member()
        member.user = User()
        member.user?.id = id
        member.roles = [8]
        return member
    }

    private func role(_ id: Snowflake, _ permissions: Permissions, bot: Snowflake? = nil) -> Role {
        var role = Role()
        role.id = id
        role.permissions = permissions
        if let bot {
            role.tags = RoleTags()
            role.tags?.botId = bot
        }
        return role
    }

    private func channel(_ id: Snowflake, _ name: String, _ type: ChannelType) -> Channel {
        var channel = Channel()
        channel.id = id
        channel.name = name
        channel.type = type
        channel.permissionOverwrites = []
        return channel
    }
}
