import DiscordModel
import Testing

@Suite struct GatewayPayloadTests {
    private let identity = GatewayIdentity(
        intents: [.guilds, .guildMessages], shard: Shard(index: 3, count: 8),
        presence: .line("\"hi\"", status: .doNotDisturb))

    @Test func `IDENTIFY says who, what for and which part`() throws {
        let payload = try JSON(json: GatewayPayload.identify.bytes(as: identity, token: "t0ken"))
        let expected: JSON = [
            "op": 2,
            "d": [
                "token": "t0ken", "intents": 513, "compress": false, "shard": [3, 8],
                "properties": ["os": "linux", "browser": "acore", "device": "acore"],
                "presence": [
                    "since": nil, "status": "dnd", "afk": false,
                    "activities": [["name": "Custom Status", "type": 4, "state": "\"hi\""]],
                ],
            ],
        ]
        #expect(payload == expected)
    }

    @Test func `RESUME and heartbeats`() {
        let resume = GatewayPayload.resume(session: "s", sequence: 7).bytes(as: identity, token: "t")
        #expect(String(decoding: resume, as: UTF8.self) == #"{"op":6,"d":{"token":"t","session_id":"s","seq":7}}"#)
        #expect(GatewayPayload.heartbeat(nil).bytes(as: identity, token: "t") == Array(#"{"op":1,"d":null}"#.utf8))
        #expect(GatewayPayload.heartbeat(9).bytes(as: identity, token: "t") == Array(#"{"op":1,"d":9}"#.utf8))
    }

    @Test func `no presence makes a payload too long`() throws {
        let line = String(repeating: "👩🏽‍❤️‍💋‍👩🏽", count: 1_000)
        #expect(try GatewayCommand.presence(.line(line)).bytes().count <= GatewayPayload.sizeLimit)
    }

    @Test func `members are asked for by name or by id`() throws {
        let named = GatewayCommand.members(guild: Snowflake(1), .named("a", limit: 5), presences: true, nonce: "n")
        let request: JSON = [
            "op": 8, "d": ["guild_id": "1", "limit": 5, "query": "a", "presences": true, "nonce": "n"],
        ]
        #expect(try JSON(json: named.bytes()) == request)
        let these: JSON = ["op": 8, "d": ["guild_id": "1", "limit": 0, "user_ids": ["2", "3"]]]
        let ids = GatewayCommand.members(guild: Snowflake(1), .these([Snowflake(2), Snowflake(3)]))
        #expect(try JSON(json: ids.bytes()) == these)
    }
}

@Suite struct GatewayFrameTests {
    @Test(arguments: [
        #"{"op":0,"s":5,"t":"X","d":{"op":9,"s":1}}"#, #"{"d":{"op":9,"s":1},"t":"X","s":5,"op":0}"#,
        #" { "x" : [ { } ] , "t" : "X" , "d" : {"op":9,"s":1} , "s" : 5 , "op" : 0 } "#,
    ])
    func `its members come in any order, and d is left as it is`(document: String) throws {
        let bytes = Array(document.utf8)
        let frame = try GatewayFrame(json: bytes)
        #expect((frame.opcode, frame.sequence, frame.name) == (0, 5, "X"))
        let data = try #require(frame.data)
        #expect(String(decoding: bytes[data], as: UTF8.self) == #"{"op":9,"s":1}"#)
        #expect(try frame.content(of: bytes, as: JSON.self)["op"] == 9)
    }

    @Test func `what follows d is not taken for a part of it`() throws {
        let bytes = Array(#"{"op":0,"s":1,"t":"X","d":{"a":1},"x":{"b":2}} "#.utf8)
        let frame = try GatewayFrame(json: bytes)
        #expect(try frame.content(of: bytes, as: JSON.self) == ["a": 1])
    }

    @Test(arguments: [
        #"{"op":0,"s":1,"t":"X","d":{"a":1"#, #"{"op":0,"s":1,"t":"X","d":"#, #"{"op":0,"s":1,"t":"X","d":"a"#,
        #"{"op":0,"s":1,"t":"X","d":}"#,
    ])
    func `one that is cut off is refused`(document: String) {
        #expect(throws: JSONFault.self) { try GatewayFrame(json: Array(document.utf8)) }
    }

    @Test func `content of another document is no trap`() throws {
        let frame = try GatewayFrame(json: Array(#"{"op":0,"d":{"a":1}}"#.utf8))
        #expect(throws: JSONFault.self) { try frame.content(of: [0x7B], as: JSON.self) }
    }
}

@Suite struct GatewayAddressTests {
    @Test(arguments: [
        ("wss://gateway.discord.gg", "wss://gateway.discord.gg:443", "/?v=10&encoding=json"),
        ("WSS://Gateway.Discord.GG/?v=9", "wss://gateway.discord.gg:443", "/?v=10&encoding=json"),
        ("ws://[::1]:80/a/b#c", "ws://[::1]:80/a/b", "/a/b?v=10&encoding=json"),
    ])
    func `a URL in parts, with our own query`(url: String, shown: String, target: String) throws {
        let address = try #require(GatewayAddress(url))
        #expect(address.description == shown)
        #expect(address.target(compression: .none) == target)
        #expect(address.target(compression: .zstd) == target + "&compress=zstd-stream")
    }

    @Test(arguments: [
        "", "gateway.discord.gg", "https://x", "wss://", "wss://:80", "wss://a b", "wss://x:", "wss://x:65536",
        "wss://x:a",
        "wss://[::1", "wss://[::1]x", "wss://x/\r\nHost: y", "wss://a@b", "wss://ü",
    ])
    func `what is no such URL is refused`(url: String) {
        #expect(GatewayAddress(url) == nil)
    }

    @Test(arguments: [
        ("127.0.0.1", true), ("127.9", true), ("localhost", true), ("127.evil.example", false), ("10.0.0.1", false),
    ])
    func `loopback is known`(host: String, isLoopback: Bool) {
        #expect(GatewayAddress("ws://\(host)")?.isLoopback == isLoopback)
    }
}
