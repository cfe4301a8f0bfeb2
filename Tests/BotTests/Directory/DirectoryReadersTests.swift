import DiscordModel
import Testing

@testable import Bot

/// Random servers: a channel counts as readable by another's readers only if each of them, whatever roles they hold, can read it.
@Suite struct DirectoryReadersTests {
    private static let roles: [Snowflake] = [11, 12, 13]
    private static let people: [Snowflake] = [101, 102]

    @Test(arguments: 0..<300)
    func `nobody who reads here is kept out there`(number: Int) throws {
        let seed = UInt64.random(in: 0..<1 << 32) &+ UInt64(number)
        var chance = Chance(seed: seed)
        let guild = Self.guild(&chance)
        for here in guild.channels.keys {
            for there in guild.readable(byReadersOf: here) {
                for person in Self.people + [103] {
                    for held in 0..<(1 << Self.roles.count) {
                        let roles = Self.roles.enumerated().filter { held & (1 << $0.offset) != 0 }.map(\.element)
                        let (mine, theirs) = (
                            guild.permissions(of: person, roles: roles, in: here) ?? [],
                            guild.permissions(of: person, roles: roles, in: there) ?? []
                        )
                        guard mine.contains(.viewChannel) else { continue }
                        #expect(theirs.contains(.viewChannel), "seed \(seed): \(here) → \(there)")
                        if mine.contains(.readMessageHistory) {
                            #expect(theirs.contains(.readMessageHistory), "seed \(seed): \(here) → \(there)")
                        }
                    }
                }
            }
        }
    }

    @Test func `open channels are read by all, closed ones by their own`() {

        var guild = Guild()
        guild.id = 5
        guild.ownerId = 999
        guild.roles = [Self.role(5, [.viewChannel, .readMessageHistory]), Self.role(11, [])]
        guild.channels = [
            Self.channel(1, []), Self.channel(2, []),
            Self.channel(3, [Self.rule(5, deny: .viewChannel), Self.rule(11, allow: .viewChannel)]),
        ]
        let directory = DirectoryGuild(guild, own: nil)
        #expect(directory.readable(byReadersOf: 1) == [2])
        #expect(Set(directory.readable(byReadersOf: 3)) == [1, 2])
    }

    private static let open: Guild = {
        var guild = Guild()
        guild.id = 5
        guild.ownerId = 999
        guild.roles = [role(5, [.viewChannel, .readMessageHistory])]
        guild.channels = [channel(1, []), channel(2, [])]
        return guild
    }()

    @Test func `what is age-restricted is readable only from what is, threads as their channels`() {
        var guild = Self.open
        guild.channels += [Self.channel(3, []), Self.channel(4, [])]
        guild.channels[2].nsfw = true
        guild.channels[3].nsfw = true
        var thread = Self.channel(6, [])
        thread.type = .publicThread
        thread.parentId = 3
        guild.threads = [thread]
        let directory = DirectoryGuild(guild, own: nil)
        #expect(directory.readable(byReadersOf: 1) == [2])
        #expect(Set(directory.readable(byReadersOf: 4)) == [1, 2, 3, 6])
        #expect(Set(directory.readable(byReadersOf: 6)) == [1, 2, 3, 4])
    }

    @Test func `a channel that says nothing of its age limit in an update keeps it`() {
        var guild = Self.open
        guild.channels[1].nsfw = true
        var directory = DirectoryGuild(guild, own: nil)
        #expect(directory.readable(byReadersOf: 1) == [])
        var update = Self.channel(2, [])
        _ = directory.set(update)
        #expect(directory.readable(byReadersOf: 1) == [])
        update.nsfw = false
        _ = directory.set(update)
        #expect(directory.readable(byReadersOf: 1) == [2])
    }

    @Test func `where the rules are unknown nothing is readable, neither there nor from there`() {
        var guild = Self.open
        guild.channels[1].permissionOverwrites = nil
        guild.channels.append(Self.channel(3, []))
        let directory = DirectoryGuild(guild, own: nil)
        #expect(directory.readable(byReadersOf: 1) == [3])
        #expect(directory.readable(byReadersOf: 2) == [])
        #expect(directory.permissions(of: 101, roles: [], in: 2) == nil)
    }

    @Test(arguments: [ChannelType.voice, .stage])
    func `guests of a call are told nothing from elsewhere`(type: ChannelType) {
        var guild = Self.open
        guild.channels[1].type = type
        #expect(DirectoryGuild(guild, own: nil).readable(byReadersOf: 2) == [])
    }

    @Test func `what is at hand follows every change of channels and roles`() {
        var directory = GuildDirectory()
        let readable = ReadableChannels()
        func places(from channel: Snowflake) -> Set<String> {
            directory.guild(5).map { readable.places(byReadersOf: channel, in: $0) } ?? ["unknown"]
        }
        var guild = Self.open
        guild.channels[1].permissionOverwrites = [Self.rule(11, allow: .viewChannel)]
        _ = directory.apply(.guildCreated(guild))
        #expect(places(from: 1) == ["discord:2"])
        var closed = Self.channel(2, [Self.rule(5, deny: .viewChannel)])
        closed.guildId = 5
        _ = directory.apply(.channelUpdated(closed))
        #expect(places(from: 1) == [])
        _ = directory.apply(.guildCreated(guild))
        #expect(places(from: 1) == ["discord:2"])
        var event = RoleEvent()
        event.guildId = 5
        event.role = Self.role(5, .viewChannel)
        _ = directory.apply(.roleUpdated(event))
        #expect(places(from: 1) == [])
        var left = UnavailableGuild()
        left.id = 5
        _ = directory.apply(.guildDeleted(left))
        _ = directory.apply(.guildCreated(Self.open))
        #expect(places(from: 1) == ["discord:2"])
        for channel in 10...200 { _ = places(from: Snowflake(UInt64(channel))) }
        #expect(places(from: 1) == ["discord:2"])
    }

    private static func guild(_ chance: inout Chance) -> DirectoryGuild {
        var guild = Guild()
        guild.id = 5
        guild.ownerId = 999
        func some() -> Permissions {
            [Permissions.viewChannel, .readMessageHistory].reduce(into: []) { all, one in
                if Bool.random(using: &chance) { all.formUnion(one) }
            }
        }
        guild.roles =
            [role(5, some())] + roles.map { role($0, Int.random(in: 0..<3, using: &chance) == 0 ? some() : []) }
        guild.channels = (1...5).map { id in
            let holders = ([5] + roles + people).filter { _ in Int.random(in: 0..<3, using: &chance) == 0 }
            return channel(
                Snowflake(UInt64(id)),
                holders.map { holder in
                    let allow = some()
                    var rule = rule(holder, allow: allow, deny: some().subtracting(allow))
                    rule.type = people.contains(holder) ? .member : .role
                    return rule
                })
        }
        return DirectoryGuild(guild, own: nil)
    }

    private static func role(_ id: Snowflake, _ permissions: Permissions) -> Role {
        var role = Role()
        role.id = id
        role.permissions = permissions
        return role
    }

    private static func channel(_ id: Snowflake, _ rules: [PermissionOverwrite]) -> Channel {
        var channel = Channel()
        channel.id = id
        channel.type = .text
        channel.permissionOverwrites = rules
        return channel
    }

    private static func rule(_ id: Snowflake, allow: Permissions = [], deny: Permissions = []) -> PermissionOverwrite {
        var rule = PermissionOverwrite()
        rule.id = id
        rule.allow = allow
        rule.deny = deny
        return rule
    }
}
