import DiscordModel
import Testing

@testable import Bot

@Suite struct GuildDirectoryTests {
    private let now = Timestamp(microseconds: 1_000_000_000)

    private func guild(everybody: String = "3072", me: String = "") throws -> Guild {
        try Guild(
            json: Array(
                """
                {"id":"1","name":"Garden","owner_id":"2","member_count":3,
                 "roles":[{"id":"1","name":"@everyone","permissions":"\(everybody)"},
                          {"id":"7","name":"Wren","permissions":"0","tags":{"bot_id":"9"}}],
                 "channels":[{"id":"10","type":0,"name":"lawn","permission_overwrites":[]},
                             {"id":"11","type":0,"name":"shed","permission_overwrites":
                                 [{"id":"1","type":0,"allow":"0","deny":"1024"}]}],
                 "threads":[{"id":"12","type":11,"name":"roses","parent_id":"11"}],
                 "members":[{"user":{"id":"9","username":"wren"},"nick":"Wren","roles":["7"]\(me)}]}
                """.utf8))
    }

    private func directory(_ guild: Guild) -> GuildDirectory {
        var directory = GuildDirectory(me: Snowflake(9))
        directory.add(guild)
        return directory
    }

    @Test func `a server is known by its channels, its roles and the bot in it`() throws {
        let directory = directory(try guild())
        #expect(directory.server(Snowflake(1))?.name == "Garden")
        #expect(directory.server(Snowflake(1))?.me.nick == "Wren")
        #expect(directory.server(Snowflake(1))?.ownRole == Snowflake(7))
        #expect(directory.channel(Snowflake(10))?.name == "lawn")
        #expect(directory.channel(Snowflake(12))?.server == Snowflake(1))
    }

    @Test func `rights follow the roles and the channel, and a thread's follow its parent's`() throws {
        let directory = directory(try guild())
        #expect(directory.permissions(in: Snowflake(10), at: now).contains([.viewChannel, .sendMessages]))
        #expect(directory.permissions(in: Snowflake(11), at: now).isEmpty)
        #expect(directory.permissions(in: Snowflake(12), at: now).isEmpty)
        #expect(directory.permissions(in: Snowflake(99), at: now).isEmpty)
    }

    @Test func `who is timed out may only look, until that is over`() throws {
        let until = #","communication_disabled_until":"1970-01-01T00:20:00+00:00""#
        let directory = directory(try guild(me: until))
        #expect(!directory.permissions(in: Snowflake(10), at: now).contains(.sendMessages))
        let later = Timestamp(microseconds: 1_200_001_000)
        #expect(directory.permissions(in: Snowflake(10), at: later).contains(.sendMessages))
    }

    @Test func `an outage forgets nothing, a removal everything`() throws {
        var directory = directory(try guild())
        directory.remove(Snowflake(1), isOutage: true)
        #expect(directory.server(Snowflake(1))?.isAvailable == false)
        #expect(directory.channel(Snowflake(10)) != nil)
        directory.add(try guild())
        #expect(directory.server(Snowflake(1))?.isAvailable == true)
        directory.remove(Snowflake(1), isOutage: false)
        #expect(directory.serverCount == 0)
        #expect(directory.channel(Snowflake(10)) == nil)
    }

    @Test func `a channel takes its threads with it`() throws {
        var directory = directory(try guild())
        #expect(Set(directory.removeChannel(Snowflake(11))) == [Snowflake(11), Snowflake(12)])
        #expect(directory.channel(Snowflake(12)) == nil)
        #expect(directory.server(Snowflake(1))?.channels == [Snowflake(10)])
    }
}
