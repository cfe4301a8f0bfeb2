import DiscordModel
import Testing

/// What can go wrong on a connection, and how it comes back.
@Suite struct GatewayFaultTests {
    enum Outcome: Equatable { case resumes, identifies, stops }

    /// The codes of Discord's documents, those of RFC 6455 that networks give, and two that nobody knows.
    static let codes: [(UInt16?, Outcome)] = [
        (nil, .resumes), (1000, .resumes), (1001, .resumes), (1005, .resumes), (1006, .resumes), (1011, .resumes),
        (4000, .resumes), (4001, .resumes), (4002, .resumes), (4003, .resumes), (4004, .stops), (4005, .resumes),
        (4006, .resumes), (4007, .identifies), (4008, .resumes), (4009, .identifies), (4010, .stops), (4011, .stops),
        (4012, .stops), (4013, .stops), (4014, .stops), (4015, .resumes), (4099, .resumes),
    ]

    @Test(arguments: codes)
    func `each close code has its remedy`(code: UInt16?, outcome: Outcome) throws {
        var shard = try Transcript.live()
        let said = shard.closed(code)
        #expect(said.first == "! closed" + (code.map { " \($0)" } ?? ""))
        if outcome == .stops {
            #expect(said.last?.hasPrefix("stop: ") == true)
            #expect(shard.isDueIn == nil)
            return
        }
        #expect(said.count == 1)
        let address = outcome == .resumes ? Transcript.other : Transcript.base
        #expect(shard.waits() == ["connect \(address) #2"])
        _ = shard.connected()
        #expect(shard.hears(Transcript.hello) == (outcome == .resumes ? ["resume abc 1"] : ["may I? #2"]))
    }

    @Test func `the intents that Discord refuses are named, with where to switch them on`() throws {
        var shard = try Transcript.live()
        let sentence = try #require(shard.closed(4014).last)
        #expect(sentence.contains("Message Content Intent"))
        #expect(!sentence.contains("Server Members Intent"))
        #expect(sentence.contains("https://discord.com/developers/applications"))
    }

    @Test func `4003 in answer to a resume ends the session`() throws {
        var shard = try Transcript.live()
        _ = shard.closed()
        _ = shard.waits()
        _ = shard.connected()
        _ = shard.hears(Transcript.hello)
        _ = shard.closed(4003)
        #expect(shard.machine.session == nil)
    }

    @Test func `4008 is answered with patience`() throws {
        var shard = try Transcript.live(chance: 0)
        _ = shard.closed(4008)
        #expect(shard.isDueIn == .seconds(5))
    }

    // MARK: Zombies

    @Test func `no acknowledgement by the next beat: dropped without a word, and resumed`() throws {
        var shard = try Transcript.live()
        #expect(shard.waits() == ["beat 1"])
        #expect(shard.isDueIn == .seconds(40))
        #expect(shard.waits() == ["! no_heartbeat_ack", "drop 4000 #1"])
        #expect(shard.waits() == ["connect wss://resume.discord.gg:443 #2"])
    }

    @Test func `acknowledgements alone are a life`() throws {
        var shard = try Transcript.live()
        for _ in 0..<20 {
            #expect(shard.waits() == ["beat 1"])
            _ = shard.hears(Transcript.acknowledgement)
        }
    }

    @Test func `traffic does not stand for an acknowledgement`() throws {
        var shard = try Transcript.live()
        _ = shard.waits()
        _ = shard.hears(Transcript.acknowledgement)
        #expect(shard.waits() == ["beat 1"])
        _ = shard.hears(Transcript.event("X", 2))
        #expect(shard.waits() == ["! no_heartbeat_ack", "drop 4000 #1"])
    }

    @Test func `while guilds pour in, traffic excuses one missing acknowledgement`() throws {
        var shard = try Transcript.live()
        #expect(shard.waits() == ["beat 1"])
        _ = shard.hears(Transcript.event("GUILD_CREATE", 2))
        #expect(shard.waits() == ["beat 2"])
        _ = shard.hears(Transcript.event("GUILD_CREATE", 3))
        #expect(shard.waits() == ["! no_heartbeat_ack", "drop 4000 #1"])
    }

    @Test func `a connection that nobody reads from is not judged`() throws {
        var shard = try Transcript.live()
        for _ in 0..<3 { #expect(shard.waits(isListening: false) == ["beat 1"]) }
        #expect(shard.waits() == ["! no_heartbeat_ack", "drop 4000 #1"])
    }

    @Test func `what waited while nobody read excuses one missing acknowledgement`() throws {
        var shard = try Transcript.live()
        _ = shard.waits()
        _ = shard.hears(Transcript.acknowledgement)
        #expect(shard.waits(isListening: false) == ["beat 1"])
        _ = shard.hears(Transcript.event("X", 2))
        #expect(shard.waits() == ["beat 2"])
        _ = shard.hears(Transcript.event("X", 3))
        #expect(shard.waits() == ["! no_heartbeat_ack", "drop 4000 #1"])
    }

    @Test func `a new connection owes nothing of the old one`() throws {
        var shard = try Transcript.live()
        _ = shard.waits()  // a beat that is never answered
        _ = shard.closed()
        shard.comesBack()
        #expect(shard.isDueIn == .seconds(20))
        #expect(shard.waits() == ["beat 2"])
    }

    @Test func `RESUME without an answer ends the connection`() throws {
        var shard = try Transcript.live()
        _ = shard.closed()
        _ = shard.waits()
        _ = shard.connected()
        _ = shard.hears(Transcript.hello)
        #expect(shard.waits() == ["beat 1"])
        _ = shard.hears(Transcript.acknowledgement)
        #expect(shard.waits() == ["! no_answer_to_resume", "drop 4000 #2"])
    }

    // MARK: Generations

    @Test func `what an earlier connection says comes too late`() throws {
        var shard = try Transcript.live()
        _ = shard.hears(#"{"op":7}"#)
        #expect(shard.tell(.closed(.goingAway, 1)) == [])
        #expect(shard.tell(.connectFailed(1)) == [])
        #expect(shard.hears(Transcript.event("X", 2), of: 1) == [])
        #expect(shard.tell(.garbled(1)) == [])
        #expect(shard.tell(.mayIdentify(1)) == [])
        #expect(shard.connected() == [])
        #expect(shard.hears(Transcript.hello) == ["resume abc 1"])
    }

    @Test func `between two connections nothing is heard`() throws {
        var shard = try Transcript.live()
        _ = shard.closed()
        #expect(shard.closed(4004) == [])
        #expect(shard.hears(Transcript.event("X", 2)) == [])
    }

    @Test func `a stream that cannot be opened any more is left, and the session resumed`() throws {
        var shard = try Transcript.live()
        #expect(shard.garbled() == ["! garbled_stream", "drop 4000 #1"])
        #expect(shard.waits() == ["connect wss://resume.discord.gg:443 #2"])
    }

    @Test func `a stream of which nothing can be read is left, after three messages`() throws {
        var shard = try Transcript.live()
        for _ in 0..<2 { #expect(shard.hears("{") == ["! unreadable_payload"]) }
        _ = shard.hears(Transcript.event("X", 2))
        for _ in 0..<2 { #expect(shard.hears("{") == ["! unreadable_payload"]) }
        #expect(shard.hears("{") == ["! garbled_stream", "drop 4000 #1"])
    }

    // MARK: Resuming

    @Test func `after three tries the session is given up, on the base's HELLO`() throws {
        var shard = try Transcript.live()
        _ = shard.closed(1006)
        for generation in 2...4 {
            #expect(shard.waits() == ["connect wss://resume.discord.gg:443 #\(generation)"])
            #expect(shard.connected() == [])
            #expect(shard.closed(1006) == ["! closed 1006"])
        }
        #expect(shard.waits() == ["connect wss://gateway.discord.gg:443 #5"])
        _ = shard.connected()
        #expect(shard.hears(Transcript.hello) == ["! resume_given_up", "may I? #5"])
    }

    @Test func `a session that brings something new each time is not given up`() throws {
        var shard = try Transcript.live()
        _ = shard.closed(1006)
        for generation in 2...8 {
            #expect(shard.waits() == ["connect wss://resume.discord.gg:443 #\(generation)"])
            _ = shard.connected()
            _ = shard.hears(Transcript.hello)
            #expect(shard.hears(Transcript.event("X", generation)) == ["emit X \(generation)"])
            #expect(shard.closed(1006) == ["! closed 1006"])
        }
    }

    @Test func `while the network is away altogether the session is kept`() throws {
        var shard = try Transcript.live()
        _ = shard.closed(1006)
        var addresses: [String] = []
        for _ in 0..<8 {
            addresses.append(try #require(shard.waits().first))
            #expect(shard.connectFailed() == ["! connect_failed"])
        }
        #expect(addresses.map { $0.contains("resume.") } == [true, true, true, false, true, true, true, false])
        #expect(shard.machine.session?.id == "abc")
    }

    @Test(arguments: [
        "wss://gateway.discord.gg.evil.example", "wss://evil.example", "ws://gateway.discord.gg", "http://x", "wss://",
        "",
        "wss://user@gateway.discord.gg", "ws://127.0.0.1:9", "wss://evildiscord.gg", "wss://discord.gg:0",
    ])
    func `a session goes nowhere but to Discord`(url: String) throws {
        var shard = try Transcript()
        _ = shard.start()
        shard.logsIn(resumeURL: url)
        _ = shard.closed()
        #expect(shard.waits() == ["! strange_resume_url", "connect wss://gateway.discord.gg:443 #2"])
        _ = shard.connected()
        #expect(shard.hears(Transcript.hello) == ["resume abc 1"])
    }

    @Test func `a gateway on loopback may send to another on loopback`() throws {
        var shard = try Transcript(base: "ws://127.0.0.1:9")
        _ = shard.start()
        shard.logsIn(resumeURL: "ws://localhost:8/?x=1")
        _ = shard.closed()
        #expect(shard.waits() == ["connect ws://localhost:8 #2"])
    }

    @Test func `a session of an earlier run is resumed`() throws {
        var shard = try Transcript(resuming: GatewaySession(id: "old", resumeURL: Transcript.other, sequence: 41))
        #expect(shard.start() == ["connect wss://resume.discord.gg:443 #1"])
        _ = shard.connected()
        #expect(shard.hears(Transcript.hello) == ["resume old 41"])
        #expect(shard.hears(Transcript.event("X", 41)) == ["! repeated_event 41"])
        #expect(shard.hears(Transcript.event("X", 42)) == ["emit X 42"])
        #expect(shard.hears(Transcript.event("RESUMED", 43)) == ["emit RESUMED 43"])
    }

    @Test func `each sequence is emitted once, in whatever order it comes`() throws {
        var shard = try Transcript.live()
        let emitted = [2, 5, 4, 4, 3, 5, 6, 1, 70, 6, 69, 5].map {
            !shard.hears(Transcript.event("X", $0))[0].hasPrefix("!")
        }
        #expect(emitted == [true, true, true, false, true, false, true, false, true, false, true, false])
        #expect(shard.machine.session?.sequence == 70)
    }

    @Test(arguments: ["2000000", "9223372036854775807", "-9223372036854775808", "0", "-5"])
    func `a sequence that cannot be is passed over, and what follows is not`(sequence: String) throws {
        var shard = try Transcript.live()
        #expect(shard.hears(#"{"op":0,"t":"X","s":\#(sequence),"d":{}}"#).first?.hasPrefix("! ") == true)
        #expect(shard.hears(Transcript.event("X", 2)) == ["emit X 2"])
    }

    // MARK: Waiting

    @Test func `pauses double up to a minute, and begin anew after a good connection`() throws {
        var shard = try Transcript.live(chance: 1)
        _ = shard.closed()
        var pauses: [Duration] = []
        for _ in 0..<8 {
            pauses.append(try #require(shard.isDueIn))
            _ = shard.waits()
            _ = shard.connectFailed()
        }
        #expect(pauses == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        _ = shard.waits()
        _ = shard.connected()
        _ = shard.hears(Transcript.hello)
        _ = shard.mayIdentify()
        _ = shard.hears(Transcript.event("RESUMED", 2))
        _ = shard.passes(.seconds(61))
        _ = shard.closed()
        #expect(shard.isDueIn == .seconds(1))
    }

    @Test func `a connection that did not last is no reason to hurry`() throws {
        var shard = try Transcript.live(chance: 1)
        _ = shard.closed()
        #expect(shard.isDueIn == .seconds(1))
        shard.comesBack()
        _ = shard.passes(.seconds(30))
        _ = shard.closed()
        #expect(shard.isDueIn == .seconds(2))
    }

    @Test func `who may not identify leaves, and comes back when he may`() throws {
        var shard = try Transcript()
        _ = shard.start()
        _ = shard.connected()
        _ = shard.hears(Transcript.hello)
        #expect(shard.tell(.mayNotIdentify(1, for: .seconds(300))) == ["drop 4000 #1"])
        #expect(shard.isDueIn == .seconds(300))
        #expect(shard.waits() == ["connect wss://gateway.discord.gg:443 #2"])
    }
}
