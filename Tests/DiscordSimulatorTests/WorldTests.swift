import DiscordModel
import Foundation
import Testing

@testable import DiscordSimulator

@Suite struct WorldTests {
    let demo = World.demo(now: { Date(timeIntervalSince1970: 1_780_000_000) })
    var world: World { demo.world }

    @Test func `ids rise while the clock stands still, and tell its time`() {
        let ids = (0..<3).map { _ in world.say("hello", as: demo.ada, in: demo.general) }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == 3)
        #expect(ids[0].createdAt == 1_780_000_000_000)
    }

    @Test func `without the content intent a message is blank, unless it is for the bot`() throws {
        let heard = Heard(world, demo.bot)
        world.say("secret", as: demo.ada, in: demo.general)
        world.say("hello <@\(demo.bot)>", as: demo.ada, in: demo.general)
        world.say("only us", as: demo.ada, in: world.directChannel(demo.ada, demo.bot))
        let seen = heard.all.map { ($0.data(for: [.guildMessages, .directMessages], shard: 0, of: 1)) }
        #expect(seen.map { $0?["content"] } == ["", .string("hello <@\(demo.bot)>"), "only us"])
        #expect(heard.all[0].data(for: [.guildMessages, .messageContent], shard: 0, of: 1)?["content"] == "secret")
        #expect(seen[0]?["member"]?["roles"] == [])
        #expect(seen[1]?["mentions"]?[0]?["member"] != nil)
        #expect(seen[2]?["guild_id"] == nil)
    }

    @Test func `an event needs its intent and its shard`() {
        let heard = Heard(world, demo.bot)
        world.say("hi", as: demo.ada, in: demo.general)
        let message = heard.all[0]
        #expect(message.data(for: [.guilds, .directMessages], shard: 0, of: 1) == nil)
        let mine = Int(demo.guild.rawValue >> 22 % 7)
        #expect(message.data(for: .guildMessages, shard: mine, of: 7) != nil)
        #expect(message.data(for: .guildMessages, shard: (mine + 1) % 7, of: 7) == nil)
    }

    @Test func `what stands in a channel that the bot cannot see is not told`() {
        let heard = Heard(world, demo.bot)
        world.say("psst", as: demo.ada, in: demo.staff)
        #expect(heard.names.isEmpty)
        world.setOverwrite(in: demo.staff, for: demo.bot, allow: .viewChannel)
        world.say("now you see me", as: demo.ada, in: demo.staff)
        #expect(heard.names == ["CHANNEL_UPDATE", "MESSAGE_CREATE"])
    }

    @Test func `overwrites count in Discord's order`() {
        #expect(world.rights(of: demo.cleo, in: demo.staff) == [])
        #expect(world.rights(of: demo.ben, in: demo.staff).contains(.viewChannel))
        #expect(world.rights(of: demo.ada, in: demo.staff) == .all)
        world.setOverwrite(in: demo.staff, for: demo.ben, deny: .viewChannel)
        #expect(world.rights(of: demo.ben, in: demo.staff) == [])
    }

    @Test func `a guild as READY's follower lists what is there`() throws {
        let guild = try #require(world.guildCreate(for: demo.bot, guild: demo.guild))
        #expect(guild["member_count"] == 4)
        #expect(guild["channels"]?.array?.count == 6)
        #expect(guild["members"]?.array?.contains { $0["user"]?["id"] == JSON(demo.bot) } == true)
        #expect(world.guildCreate(for: demo.cleo, guild: Snowflake(1)) == nil)
    }

    @Test func `a removed bot hears it once and then nothing more`() {
        let heard = Heard(world, demo.bot)
        world.leave(demo.bot, demo.guild)
        world.say("gone?", as: demo.ada, in: demo.general)
        #expect(heard.names == ["GUILD_DELETE"])
        #expect(heard.all[0].data["unavailable"] == nil)
    }

    @Test func `reactions count, are told, and are taken back`() throws {
        let message = world.say("hi", as: demo.ada, in: demo.general)
        let heard = Heard(world, demo.bot)
        world.react("👍", as: demo.ben, to: message, in: demo.general)
        world.react("👍", as: demo.ben, to: message, in: demo.general)
        let shown = try #require(world.messages(in: demo.general, seenBy: demo.ben).last)
        #expect(shown["reactions"]?[0]?["count"] == 1)
        #expect(shown["reactions"]?[0]?["me"] == true)
        #expect(heard.names == ["MESSAGE_REACTION_ADD"])
        #expect(heard.all[0].data["message_author_id"] == JSON(demo.ada))
        world.unreact("👍", as: demo.ben, from: message, in: demo.general)
        #expect(world.messages(in: demo.general).last?["reactions"] == nil)
    }

    @Test func `edits, deletions, typing and votes are told`() {
        let poll: JSON = ["question": ["text": "tea?"], "answers": [["poll_media": ["text": "yes"]]]]
        let message = world.say("", as: demo.ada, in: demo.general, fields: ["poll": poll])
        let heard = Heard(world, demo.bot)
        world.vote(1, as: demo.ben, in: message, of: demo.general)
        world.type(as: demo.ben, in: demo.general)
        world.edit(message, in: demo.general, to: "changed")
        world.delete(message, in: demo.general)
        #expect(heard.names == ["MESSAGE_POLL_VOTE_ADD", "TYPING_START", "MESSAGE_UPDATE", "MESSAGE_DELETE"])
        #expect(heard.all[2].data["poll"]?["results"]?["answer_counts"]?[0]?["count"] == 1)
        #expect(heard.all[2].data["edited_timestamp"]?.string == "2026-05-28T20:26:40.000000+00:00")
    }

    @Test func `voice states are told, and end with their channel`() {
        let heard = Heard(world, demo.bot)
        world.setVoiceState(of: demo.ben, in: demo.guild, channel: demo.voice, mute: true)
        world.deleteChannel(demo.voice)
        #expect(heard.names == ["VOICE_STATE_UPDATE", "CHANNEL_DELETE", "VOICE_STATE_UPDATE"])
        #expect(heard.all[0].data["self_mute"] == true)
        #expect(heard.all[2].data["channel_id"] == .null)
    }

    @Test func `somebody who waits for a message gets it`() async {
        async let answer = world.message(in: demo.general) { $0["content"] == "here I am" }
        world.say("here I am", as: demo.cleo, in: demo.general)
        #expect(await answer?["author"]?["id"] == JSON(demo.cleo))
    }

    @Test func `an outage is not a removal`() {
        let heard = Heard(world, demo.bot)
        world.setAvailable(demo.guild, false)
        world.setAvailable(demo.guild, true)
        #expect(heard.names == ["GUILD_DELETE", "GUILD_CREATE"])
        #expect(heard.all[0].data["unavailable"] == true)
    }
}
