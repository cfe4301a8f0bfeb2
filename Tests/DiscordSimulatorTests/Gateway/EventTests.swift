import DiscordModel
import DiscordSimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct EventTests {
    @Test func `what people do arrives in order, numbered without gaps`() async throws {
        try await Stage.run { stage in
            try await stage.logIn { client, _ in
                _ = try await client.event("GUILD_CREATE")
                for number in 0..<50 { stage.world.say("\(number)", as: stage.demo.ada, in: stage.demo.general) }
                for number in 0..<50 {
                    #expect(try await client.event("MESSAGE_CREATE")["content"] == .string("\(number)"))
                }
                #expect(client.sequence == 52)
            }
        }
    }

    @Test func `only what was asked for arrives, without content unless that was asked for`() async throws {
        try await Stage.run(limits: Stage.hurried) { stage in
            let say = { (text: String) in stage.world.say(text, as: stage.demo.ada, in: stage.demo.general) }
            try await stage.logIn(intents: [.guilds, .guildMessages]) { client, _ in
                _ = try await client.event("GUILD_CREATE")
                stage.world.type(as: stage.demo.ada, in: stage.demo.general)
                _ = say("secret")
                _ = say("hello <@\(stage.demo.bot)>")
                try await client.send(["op": 1, "d": nil])
                let heard = try await client.payloads { $0["op"] == 11 }.dropLast()
                #expect(heard.map { $0["t"]?.string } == ["MESSAGE_CREATE", "MESSAGE_CREATE"])
                #expect(heard.map { $0["d"]?["content"]?.string } == ["", "hello <@\(stage.demo.bot)>"])
            }
            try await stage.logIn(intents: []) { client, _ in
                _ = say("nobody listens")
                let direct = stage.world.directChannel(stage.demo.ada, stage.demo.bot)
                stage.world.say("still nobody", as: stage.demo.ada, in: direct)
                try await client.send(["op": 1, "d": nil])
                #expect(try await client.next() == .payload(["t": nil, "s": nil, "op": 11, "d": nil]))
            }
        }
    }

    @Test func `each shard hears its guilds, the first also direct messages`() async throws {
        try await Stage.run(limits: Stage.hurried) { stage in
            let owner = Dispatch.shard(of: stage.demo.guild, count: 3)
            for shard in 0..<3 {
                try await stage.logIn(shard: [shard, 3]) { client, ready in
                    #expect(ready["guilds"]?.array?.count == (shard == owner ? 1 : 0))
                    #expect(ready["shard"] == [.integer(shard), 3])
                    stage.world.say("guild", as: stage.demo.ada, in: stage.demo.general)
                    let direct = stage.world.directChannel(stage.demo.ada, stage.demo.bot)
                    stage.world.say("direct", as: stage.demo.ada, in: direct)
                    try await client.send(["op": 1, "d": nil])
                    let said = try await client.payloads { $0["op"] == 11 }.compactMap { $0["d"]?["content"]?.string }
                    #expect(said == (shard == owner ? ["guild"] : []) + (shard == 0 ? ["direct"] : []))
                }
            }
        }
    }

    @Test func `members come in chunks, all of them only every thirty seconds`() async throws {
        let clock = ManualClock()
        try await Stage.run(clock: clock) { stage in
            for number in 0..<1_500 { stage.world.join(stage.world.addUser("m\(number)"), stage.demo.guild) }
            try await stage.logIn { client, _ in
                let all: JSON = ["guild_id": JSON(stage.demo.guild), "query": "", "limit": 0, "nonce": "n"]
                try await client.send(["op": 8, "d": all])
                let chunks = try await [client.event("GUILD_MEMBERS_CHUNK"), client.event("GUILD_MEMBERS_CHUNK")]
                #expect(chunks.map { $0["members"]?.array?.count } == [1_000, 504])
                #expect(chunks.map { $0["chunk_index"] } == [0, 1])
                #expect(chunks.allSatisfy { $0["chunk_count"] == 2 && $0["nonce"] == "n" })
                clock.advance(by: .seconds(10))
                try await client.send(["op": 8, "d": all])
                let limited = try await client.event("RATE_LIMITED")
                #expect(limited["retry_after"] == 20.0)
                #expect(limited["meta"]?["nonce"] == "n")
                let ids: JSON = [JSON(stage.demo.ben), "5"]
                try await client.send(["op": 8, "d": ["guild_id": JSON(stage.demo.guild), "user_ids": ids]])
                let chunk = try await client.event("GUILD_MEMBERS_CHUNK")
                #expect(chunk["members"]?[0]?["user"]?["id"]?.snowflake == stage.demo.ben)
                #expect(chunk["not_found"] == ["5"])
            }
        }
    }

    @Test func `joining a voice channel brings the state and the server`() async throws {
        try await Stage.run { stage in
            try await stage.logIn { client, _ in
                try await client.send([
                    "op": 4,
                    "d": [
                        // Some clients send ids as numbers.
                        "guild_id": .integer(Int(stage.demo.guild.rawValue)), "channel_id": JSON(stage.demo.voice),
                        "self_mute": false, "self_deaf": true,
                    ],
                ])
                let state = try await client.event("VOICE_STATE_UPDATE")
                #expect(state["channel_id"]?.snowflake == stage.demo.voice)
                #expect(state["self_deaf"] == true)
                let server = try await client.event("VOICE_SERVER_UPDATE")
                #expect(server["guild_id"]?.snowflake == stage.demo.guild)
                #expect(server["endpoint"]?.isNull == true)
            }
        }
    }
}
