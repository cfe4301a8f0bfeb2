import DiscordModel
import Testing

@testable import Bot

/// Events that contradict each other, come twice, too late or by the thousand.
@Suite struct HostileEventsTests {
    private func guild(_ id: Int, channels: Range<Int>, roles: Int = 1) -> Guild {
        var guild = Guild()
        guild.id = Snowflake(UInt64(id))
        guild.name = "guild \(id)"
        guild.channels = channels.map { number in
            var channel = Channel()
            channel.id = Snowflake(UInt64(number))
            channel.name = "channel \(number)"
            return channel
        }
        guild.roles = (0..<roles).map { number in
            var role = Role()
            role.id = Snowflake(UInt64(number + 1))
            return role
        }
        return guild
    }

    private func deletion(_ id: Int) -> GatewayEvent {
        var guild = UnavailableGuild()
        guild.id = Snowflake(UInt64(id))
        return .guildDeleted(guild)
    }

    @Test func `ten thousand servers come, come again, and go without a trace`() {
        var directory = GuildDirectory()
        for _ in 1...2 {
            for id in 1...10_000 {
                _ = directory.apply(.guildCreated(guild(id, channels: id * 10..<id * 10 + 5)))
            }
            #expect(directory.guildCount == 10_000)
            #expect(directory.channelCount == 50_000)
        }
        for id in 1...10_000 { #expect(directory.apply(deletion(id)).count == 1) }
        #expect(directory.guildCount == 0)
        #expect(directory.channelCount == 0)
    }

    @Test func `a server of a hundred thousand channels and roles is kept in part`() {
        var directory = GuildDirectory()
        _ = directory.apply(.guildCreated(guild(1, channels: 1..<100_000, roles: 100_000)))
        #expect(directory.channelCount == DirectoryGuild.mostChannels)
        #expect(directory.guild(1)?.roles.count == DirectoryGuild.mostRoles)
        for number in 1..<20_000 {
            var state = VoiceState()
            state.guildId = 1
            state.userId = Snowflake(UInt64(number))
            state.channelId = 5
            _ = directory.apply(.voiceState(state))
        }
        #expect(directory.guild(1)?.company(in: 5) == DirectoryGuild.mostVoices)
    }

    @Test func `a channel that two servers claim belongs to the last, and outlives the first`() {
        var directory = GuildDirectory()
        _ = directory.apply(.guildCreated(guild(1, channels: 7..<9)))
        _ = directory.apply(.guildCreated(guild(2, channels: 7..<8)))
        #expect(directory.guild(ofChannel: 7)?.id == 2)
        _ = directory.apply(deletion(1))
        #expect(directory.guild(ofChannel: 7)?.id == 2)
        #expect(directory.channelCount == 1)
        _ = directory.apply(.guildCreated(guild(1, channels: 7..<9)))
        _ = directory.apply(.guildCreated(guild(1, channels: 8..<9)))
        #expect(directory.guild(ofChannel: 7)?.id != 1)
    }

    /// Numbers that anybody can repeat.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state
        }
    }

    @Test(arguments: 1...20) func `in any order, what is known agrees with itself`(seed: Int) {
        var dice = Dice(state: UInt64(seed))
        var directory = GuildDirectory()
        for _ in 1...3_000 { _ = directory.apply(event(&dice)) }
        let channels = (1...40).map { Snowflake(UInt64($0)) }
        for channel in channels {
            let owner = directory.guild(ofChannel: channel)
            #expect((owner == nil) == (directory.channel(channel) == nil))
        }
        #expect(directory.channelCount == channels.count { directory.guild(ofChannel: $0) != nil })
        for id in 1...5 { _ = directory.apply(deletion(id)) }
        #expect(directory.guildCount == 0 && directory.channelCount == 0)
    }

    private func event(_ dice: inout Dice) -> GatewayEvent {
        let id = Int.random(in: 1...5, using: &dice)
        let first = Int.random(in: 1...35, using: &dice)
        var channel = Channel()
        channel.id = Snowflake(UInt64(Int.random(in: 1...40, using: &dice)))
        channel.guildId = Bool.random(using: &dice) ? Snowflake(UInt64(id)) : nil
        channel.parentId = Snowflake(UInt64(first))
        channel.type = [.text, .publicThread, .voice].randomElement(using: &dice) ?? .text
        switch Int.random(in: 0...9, using: &dice) {
        case 0, 1: return .guildCreated(guild(id, channels: first..<first + 6))
        case 2: return deletion(id)
        case 3: return .channelCreated(channel)
        case 4: return .channelUpdated(channel)
        case 5: return .channelDeleted(channel)
        case 6: return .threadCreated(channel)
        case 7: return .threadDeleted(channel)
        case 8:
            var list = ThreadList()
            list.guildId = Snowflake(UInt64(id))
            list.threads = [channel]
            return .threadList(list)
        default:
            var role = RoleEvent()
            role.guildId = Snowflake(UInt64(id))
            return .roleUpdated(role)
        }
    }
}
