import DiscordModel
import NIOWebSocket
import TestSupport
import Testing

@testable import DiscordSimulator

@Suite(.timeLimit(.minutes(1))) struct LoginTests {
    @Test(arguments: GatewayCompression.allCases)
    func `a client hears HELLO, READY and its guilds`(compression: GatewayCompression) async throws {
        try await Stage.run { stage in
            try await stage.connect(compression) { client in
                let hello = try await client.payload(op: 10)
                #expect(hello["d"]?["heartbeat_interval"] == 41_250)
                try await client.identify(stage.demo.token)
                let ready = try await client.event("READY")
                #expect(ready["user"]?["id"]?.snowflake == stage.demo.bot)
                #expect(ready["guilds"] == [["id": JSON(stage.demo.guild), "unavailable": true]])
                #expect(client.sequence == 1)
                let guild = try await client.event("GUILD_CREATE")
                #expect(guild["id"]?.snowflake == stage.demo.guild)
                #expect(guild["members"]?.array?.count == 4)
                try await client.send(["op": 1, "d": 2])
                _ = try await client.payload(op: 11)
            }
        }
    }

    @Test func `a socket that nobody serves is closed`() async throws {
        let gateway = Gateway(world: World.demo().world)
        let listener = try await GatewayListener.bind(gateway)
        try await RawClient.connect(to: gateway) { client in
            let ends = Task { try await listener.run() }
            ends.cancel()
            try? await ends.value
            let last = try await client.next()
            #expect(last == .end)
        }
    }

    @Test func `a bot is shown as it wants while it is connected, and as away afterwards`() async throws {
        try await Stage.run { stage in
            func isShown(as status: String?) async {
                _ = await stage.world.first { state in
                    state.guilds[stage.demo.guild]?.presences[stage.demo.bot]?["status"]?.string == status ? true : nil
                }
            }
            try await stage.logIn { client, _ in
                await isShown(as: "online")
                try await client.send(
                    ["op": 3, "d": ["since": nil, "activities": [], "status": "idle", "afk": false]])
                await isShown(as: "idle")
            }
            await isShown(as: nil)
        }
    }

    @Test(arguments: [
        (#"{"op":2,"d":{"token":"no","intents":0,"properties":{}}}"#, CloseCode.authenticationFailed),
        (#"{"op":3,"d":{"since":null,"activities":[],"status":"online","afk":false}}"#, .notAuthenticated),
        (#"{"op":99,"d":null}"#, .unknownOpcode),
        ("{", .decodeError),
        (#"{"op":1,"d":"\#(String(repeating: "x", count: 4_096))"}"#, .decodeError),
        (#"{"op":2,"d":{"token":"TOKEN","intents":131072,"properties":{}}}"#, .invalidIntents),
        (#"{"op":2,"d":{"token":"TOKEN","intents":1,"properties":{},"shard":[2,2]}}"#, .invalidShard),
        (#"{"op":2,"d":{"token":"TOKEN","intents":2,"properties":{}}}"#, .disallowedIntents),
    ])
    func `what Discord does not take, it closes with its code`(message: String, code: CloseCode) async throws {
        try await Stage.run(switches: []) { stage in
            try await stage.connect { client in
                _ = try await client.payload(op: 10)
                try await client.send(text: message.replacing("TOKEN", with: stage.demo.token))
                #expect(try await client.ending() == .close(code.rawValue))
            }
            #expect(stage.gateway.counts.closes == [code: 1])
        }
    }

    @Test func `another version is closed with 4012, a second IDENTIFY with 4005`() async throws {
        try await Stage.run { stage in
            let ending = try await stage.connect(query: "v=6&encoding=json") { try await $0.ending() }
            #expect(ending == .close(4012))
            try await stage.logIn { client, _ in
                try await client.identify(stage.demo.token)
                #expect(try await client.ending() == .close(4005))
            }
        }
    }

    @Test func `too many guilds for a shard are closed with 4011`() async throws {
        var limits = Stage.hurried
        limits.guildsPerShard = 0
        try await Stage.run(limits: limits) { stage in
            try await stage.connect { client in
                try await client.identify(stage.demo.token)
                #expect(try await client.ending() == .close(4011))
            }
        }
    }

    @Test func `the 121st payload of a minute is closed with 4008`() async throws {
        try await Stage.run { stage in
            try await stage.connect { client in
                for _ in 0..<120 { try await client.send(["op": 1, "d": nil]) }
                for _ in 0..<120 { _ = try await client.payload(op: 11) }
                try await client.send(["op": 1, "d": nil])
                #expect(try await client.ending() == .close(4008))
            }
        }
    }

    @Test func `IDENTIFY again within five seconds has to wait; beyond the budget it resets the token`() async throws {
        let clock = ManualClock()
        var limits = GatewayLimits()
        limits.sessionStarts = 2
        try await Stage.run(limits: limits, clock: clock) { stage in
            try await stage.logIn { first, _ in
                try await stage.connect { second in
                    try await second.identify(stage.demo.token)
                    #expect(try await second.payload(op: 9)["d"] == false)
                    clock.advance(by: .seconds(5))
                    try await second.identify(stage.demo.token)
                    _ = try await second.event("READY")
                }
                #expect(
                    stage.gateway.botGateway(of: stage.demo.bot)["session_start_limit"] == [
                        "total": 2, "remaining": 0, "reset_after": 86_395_000, "max_concurrency": 1,
                    ])
                #expect(stage.gateway.violations.isEmpty)
                clock.advance(by: .seconds(5))
                try await stage.connect { third in
                    try await third.identify(stage.demo.token)
                    #expect(try await third.ending() == .close(4004))
                }
                #expect(try await first.ending() == .close(4004))
            }
            #expect(stage.gateway.violations.count == 1)
            #expect(stage.world.bot(token: stage.demo.token) == nil)
        }
    }

    @Test func `fragments are put together, pings answered, unmasked frames refused`() async throws {
        try await Stage.run { stage in
            try await stage.connect { client in
                _ = try await client.payload(op: 10)
                try await client.send(text: #"{"op":1,"#, fin: false)
                try await client.send(text: "", fin: true, opcode: .ping)
                try await client.send(text: #""d":null}"#, opcode: .continuation)
                #expect(try await client.next() == .pong)
                _ = try await client.payload(op: 11)
                try await client.send(text: #"{"op":1,"d":null}"#, masked: false)
                #expect(try await client.ending() == .close(1002))
            }
        }
    }

    @Test func `who sends no heartbeat is closed with 4009`() async throws {
        let clock = ManualClock()
        try await Stage.run(clock: clock) { stage in
            try await stage.logIn { client, _ in
                clock.advance(by: .seconds(41))
                try await client.send(["op": 1, "d": 1])
                _ = try await client.payload(op: 11)
                clock.advance(by: .seconds(41))
                try await client.send(["op": 1, "d": 1])
                _ = try await client.payload(op: 11)
                clock.advance(by: .seconds(62))
                #expect(try await client.ending() == .close(4009))
            }
        }
    }
}
