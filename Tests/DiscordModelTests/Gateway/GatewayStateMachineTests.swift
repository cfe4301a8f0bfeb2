import DiscordModel
import Testing

/// The usual course, and each opcode.
@Suite struct GatewayStateMachineTests {
    @Test func `it connects, says who it is, and is live`() throws {
        var shard = try Transcript()
        #expect(shard.start() == ["connect wss://gateway.discord.gg:443 #1"])
        #expect(shard.connected() == [])
        #expect(shard.hears(Transcript.hello) == ["may I? #1"])
        #expect(shard.mayIdentify() == ["identify"])
        #expect(shard.hears(Transcript.ready()) == ["emit READY 1"])
        #expect(shard.hears(Transcript.event("GUILD_CREATE", 2)) == ["emit GUILD_CREATE 2"])
        #expect(shard.machine.session == GatewaySession(id: "abc", resumeURL: Transcript.other, sequence: 2))
    }

    @Test func `it beats first after a part of the interval, then after each whole one`() throws {
        var shard = try Transcript.live(chance: 0.25)
        #expect(shard.isDueIn == .seconds(10))
        #expect(shard.waits() == ["beat 1"])
        #expect(shard.hears(Transcript.acknowledgement) == [])
        _ = shard.hears(Transcript.event("X", 7))
        #expect(shard.isDueIn == .seconds(40))
        #expect(shard.waits() == ["beat 7"])
    }

    @Test func `before any event the heartbeat says null, and goes on while READY is awaited`() throws {
        var shard = try Transcript()
        _ = shard.start()
        _ = shard.connected()
        _ = shard.hears(Transcript.hello)
        #expect(shard.waits() == ["beat null"])
        _ = shard.hears(Transcript.acknowledgement)
        _ = shard.mayIdentify()
        #expect(shard.waits() == ["beat null"])
    }

    @Test func `the time to an acknowledgement is the latency`() throws {
        var shard = try Transcript.live()
        _ = shard.waits()
        #expect(shard.passes(.milliseconds(80)) == [])
        _ = shard.hears(Transcript.acknowledgement)
        #expect(shard.machine.latency == .milliseconds(80))
    }

    @Test func `op 1 asks for a heartbeat at once, and changes nothing else`() throws {
        var shard = try Transcript.live()
        #expect(shard.hears(#"{"op":1,"d":null}"#) == ["beat 1"])
        #expect(shard.isDueIn == .seconds(20))
        // Had it counted as a beat, the next one would find it unanswered.
        #expect(shard.waits() == ["beat 1"])
    }

    @Test func `op 1 without end does not pass the limit of what may be sent`() throws {
        var shard = try Transcript.live()
        let beats = (0..<500).reduce(0) { count, _ in count + shard.hears(#"{"op":1}"#).count }
        #expect(beats == 119)  // and IDENTIFY
    }

    @Test func `op 7: reconnect and resume at once, even before HELLO`() throws {
        var shard = try Transcript.live()
        let leaves = ["! reconnect_asked", "drop 4000 #1", "connect wss://resume.discord.gg:443 #2"]
        #expect(shard.hears(#"{"op":7,"d":null}"#) == leaves)
        #expect(shard.connected() == [])
        #expect(shard.hears(Transcript.hello) == ["resume abc 1"])

        var early = try Transcript()
        _ = early.start()
        _ = early.connected()
        #expect(early.hears(#"{"op":7,"d":null}"#).last == "connect wss://gateway.discord.gg:443 #2")
    }

    @Test func `op 7 again and again is followed with growing pauses`() throws {
        var shard = try Transcript.live(chance: 1)
        _ = shard.hears(#"{"op":7}"#)
        var pauses: [Duration] = []
        for _ in 0..<4 {
            _ = shard.connected()
            _ = shard.hears(#"{"op":7}"#)
            pauses.append(try #require(shard.isDueIn))
            _ = shard.waits()
        }
        #expect(pauses == [.seconds(2), .seconds(4), .seconds(8), .seconds(16)])
    }

    @Test(arguments: [(0.0, 1.0), (0.5, 3.0), (1.0, 5.0)])
    func `op 9 waits 1 to 5 s; false ends the session, true does not`(chance: Double, seconds: Double) throws {
        var shard = try Transcript.live(chance: chance)
        #expect(shard.hears(#"{"op":9,"d":true}"#) == ["! invalid_session 1", "drop 4000 #1"])
        #expect(shard.isDueIn == .seconds(seconds))
        #expect(shard.waits() == ["connect wss://resume.discord.gg:443 #2"])
        _ = shard.connected()
        #expect(shard.hears(Transcript.hello) == ["resume abc 1"])
        #expect(shard.hears(#"{"op":9,"d":false}"#) == ["! invalid_session 0", "drop 4000 #2"])
        #expect(shard.isDueIn == .seconds(seconds))
        #expect(shard.waits() == ["connect wss://gateway.discord.gg:443 #3"])
        _ = shard.connected()
        #expect(shard.hears(Transcript.hello) == ["may I? #3"])
    }

    @Test func `op 9 with nothing that can be read means no`() throws {
        var shard = try Transcript.live()
        #expect(shard.hears(#"{"op":9}"#).first == "! invalid_session 0")
        #expect(shard.machine.session == nil)
    }

    @Test func `a second HELLO sets the heartbeat anew and nothing else`() throws {
        var shard = try Transcript.live()
        #expect(shard.hears(#"{"op":10,"d":{"heartbeat_interval":10000}}"#) == [])
        #expect(shard.isDueIn == .seconds(5))
    }

    @Test(arguments: [2, 3, 4, 5, 6, 8, 12, 31, 43, 99, -1])
    func `an opcode that we do not expect is counted and passed over`(opcode: Int) throws {
        var shard = try Transcript.live()
        #expect(shard.hears(#"{"op":\#(opcode),"d":{"a":[1]}}"#) == ["! unknown_opcode \(opcode)"])
        #expect(shard.hears(Transcript.event("X", 2)) == ["emit X 2"])
    }

    @Test(arguments: [
        "", "null", "[]", "{}", #"{"op":null}"#, #"{"op":"x"}"#, #"{"op":0,"s":2,"t":null,"d":{}}"#, #"{"op":0,"t":5}"#,
        #"{"op":0,"s":"a","t":"X"}"#, #"{"op":0,"s":2,"t":"X","d":{"#, "\u{0}", #"{"op":1e99}"#,
    ])
    func `what is no payload is counted and passed over`(document: String) throws {
        var shard = try Transcript.live()
        #expect(shard.hears(document) == ["! unreadable_payload"])
        #expect(shard.hears(Transcript.event("X", 2)) == ["emit X 2"])
    }

    @Test func `events before we have said who we are are not ours`() throws {
        var shard = try Transcript()
        _ = shard.start()
        _ = shard.connected()
        #expect(shard.hears(Transcript.event("X", 1)) == ["! unreadable_payload"])
        _ = shard.hears(Transcript.hello)
        #expect(shard.hears(Transcript.event("X", 1)) == ["! unreadable_payload"])
        #expect(shard.machine.session == nil)
    }

    @Test func `no HELLO within 10 s ends the connection`() throws {
        var shard = try Transcript()
        _ = shard.start()
        _ = shard.connected()
        #expect(shard.passes(.seconds(9.9)) == [])
        #expect(shard.waits() == ["! no_hello", "drop 4000 #1"])
    }

    @Test(arguments: [
        ("0", 5.0), ("-1", 5), ("1", 5), ("4999", 5), ("5000", 5), ("41250", 41.25), ("120000", 120), ("120001", 120),
        ("9007199254740992", 120), ("1e300", 120), ("null", 41.25), ("\"40000\"", 41.25), ("{}", 41.25),
    ])
    func `an absurd heartbeat interval is moved into 5 to 120 s`(interval: String, seconds: Double) throws {
        var shard = try Transcript(chance: 1)
        _ = shard.start()
        _ = shard.connected()
        let said = shard.hears(#"{"op":10,"d":{"heartbeat_interval":\#(interval)}}"#)
        #expect(said.last == "may I? #1")
        #expect((said.first == "! strange_interval") == !["5000", "41250", "120000"].contains(interval))
        #expect(shard.isDueIn == .seconds(seconds))
    }

    @Test func `whoever stops leaves the session to be resumed`() throws {
        var shard = try Transcript.live()
        #expect(shard.stop() == ["drop 4000 #1"])
        #expect(shard.machine.session != nil)
        #expect(shard.isDueIn == nil)
        #expect(shard.start() == [])
        #expect(shard.closed() == [])
    }

    @Test func `commands wait for the session, go out in order, and keep to the limit`() throws {
        var shard = try Transcript()
        _ = shard.start()
        let join = GatewayCommand.voiceState(guild: Snowflake(1), channel: Snowflake(2))
        let joins = #"{"op":4,"d":{"guild_id":"1","channel_id":"2","self_mute":false,"self_deaf":false}}"#
        #expect(try shard.sends(join) == [])
        shard.logsInSaying { $0 == ["emit READY 1", joins] }
        var sent = 1
        while try shard.sends(join) == [joins] { sent += 1 }
        #expect(sent == 99)  // 120, but for 20 that are kept; IDENTIFY was one.
        #expect(shard.waits() == ["beat 1"])
        _ = shard.hears(Transcript.acknowledgement)
        // The first has left the minute: the one that waits may go.
        #expect(shard.waits() == ["beat 1", joins])
    }

    @Test func `commands are bounded in size and number`() throws {
        var shard = try Transcript()
        _ = shard.start()
        let long = GatewayCommand.members(guild: Snowflake(1), .these((0..<300).map { Snowflake($0 << 50) }))
        #expect(throws: GatewayCommandFault.self) { try shard.sends(long) }
        let leave = GatewayCommand.voiceState(guild: Snowflake(1), channel: nil)
        for _ in 0..<GatewayStateMachine.commandLimit { _ = try shard.sends(leave) }
        #expect(throws: GatewayCommandFault.tooManyWaiting) { try shard.sends(leave) }
    }
}

extension Transcript {
    mutating func logsInSaying(_ isExpected: ([String]) -> Bool) {
        _ = connected()
        _ = hears(Transcript.hello)
        _ = mayIdentify()
        #expect(isExpected(hears(Transcript.ready())))
    }
}
