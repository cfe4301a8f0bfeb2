import Bot
import Discord
import DiscordModel
import DiscordSimulator
import Telemetry
import TestSupport
import Testing

/// What the gateway does to the bot while it talks with somebody.
@Suite(.timeLimit(.minutes(5))) struct GatewayFaultJourneys {
    typealias Trace = FaultJourney.Trace

    /// The connection ends within, or after, what is said next.
    @Test(arguments: [0, 1, 2, 7, 30], [CutEnding.close, .reset])
    func `G1: cut in the middle`(bytes: Int, ending: CutEnding) async throws {
        try await FaultJourney.run { journey in
            let connections = journey.gateway.counts.connections
            journey.strike(.cut(afterBytes: bytes, ending))
            journey.ask("cut?")
            try await journey.reconnected(moreOftenThan: connections, because: "closed")
            await journey.hear("Heard: cut?")
            try await journey.livesOn(having: ["cut?"])
            journey.isTold(.gateway("closed"))
            #expect(journey.gateway.counts.identifies == 1)
        }
    }

    /// Behind every byte of HELLO and of what comes after it; further on, behind some.
    private static let cuts = Array(0..<60) + Array(stride(from: 60, to: 1_200, by: 37))

    /// A new connection ends within HELLO, READY and the first message, or within HELLO, RESUMED and what was missed.
    @Test(arguments: [GatewayFault.invalidSession(resumable: false), .reconnect])
    func `G1: cut behind any byte, what is said is heard once`(beginning: GatewayFault) async throws {
        try await FaultJourney.stage(pace: 6) { journey in
            let (discord, dealt) = (journey.bot.makeBotAgain(ContinuousClock()), journey.bot.dealt)
            try await journey.playing(discord) {
                try await discord.isReady()
                try await waitUntil { dealt.count(of: "ready") == 1 }
                for bytes in Self.cuts {
                    let logins = dealt.count(of: "ready")
                    journey.date.jump(by: 1_000)  // logins are few in a day
                    journey.gateway.faults.add(
                        .cut(afterBytes: bytes, bytes.isMultiple(of: 2) ? .close : .reset), at: .connect)
                    let ends = journey.ends
                    journey.gateway.strike(beginning)
                    if beginning != .reconnect {
                        // What is said between two sessions is not told in either. The last cut may still be to come:
                        // then the strike hits nobody.
                        try await waitUntil {
                            journey.ends > ends || dealt.count(of: "ready") > logins
                        } nudging: {
                            journey.gateway.strike(beginning)
                        }
                        try await waitUntil { dealt.count(of: "ready") > logins }
                    }
                    let said = journey.world.say("Cut behind \(bytes)", as: journey.demo.ada, in: journey.demo.general)
                    try await waitUntil { dealt.contains("created \(said)") }
                }
                try await journey.livesOn()
                let heard = journey.world.messages(in: journey.demo.general).compactMap { $0["id"]?.snowflake }
                for message in heard { #expect(dealt.count(of: "created \(message)") <= 1) }
                #expect(journey.said.count == 1, "\(journey.said)")
                let kinds = journey.log.loud.map { $0.metadata["fault"] ?? $0.description }
                #expect(Set(kinds).subtracting(["closed", "connect_failed", "invalid_session"]) == [])
                let cuts = kinds.count { $0 == "closed" }
                #expect(cuts >= Self.cuts.count / 2)  // others are left for good while they are still to be cut
                #expect(journey.metrics.render().contains(#"acore_gateway_faults_total{kind="closed"} \#(cuts)"#))
            }
        }
    }

    @Test(arguments: [GatewayFault.noAcknowledgements, .halfOpen, .stall, .cut(afterBytes: 7, .silence)])
    func `G2: nobody is there any more`(fault: GatewayFault) async throws {
        try await FaultJourney.run { journey in
            let connections = journey.gateway.counts.connections
            journey.strike(fault)
            journey.ask("there?")
            try await journey.reconnected(moreOftenThan: connections)
            await journey.hear("Heard: there?")
            try await journey.livesOn(having: ["there?"])
            journey.isTold(.gateway("no_heartbeat_ack"))
            #expect(journey.gateway.counts.identifies == 1)
        }
    }

    @Test(arguments: [
        (GatewayFault.reconnect, Trace.gateway("reconnect_asked", isLoud: false), 1),
        (.invalidSession(resumable: true), .gateway("invalid_session"), 1),
        (.invalidSession(resumable: false), .gateway("invalid_session"), 2),
    ])
    func `G3: told to go`(fault: GatewayFault, trace: Trace, logins: Int) async throws {
        try await FaultJourney.run { journey in
            journey.ask("before?")
            await journey.hear("Heard: before?")
            let connections = journey.gateway.counts.connections
            journey.strike(fault)
            try await journey.reconnected(
                moreOftenThan: connections, because: trace.metadata["fault"] ?? "")
            try await waitUntil {
                journey.gateway.counts.identifies + journey.gateway.counts.resumes == 2
            }
            try await journey.livesOn(having: ["before?"])
            journey.isTold(trace)
            #expect(journey.gateway.counts.identifies == logins)
        }
    }

    @Test func `G3: asked for a heartbeat`() async throws {
        try await FaultJourney.run { journey in
            journey.strike(.heartbeatRequest)
            try await waitUntil { journey.gateway.counts.heartbeats == 1 }
            try await journey.livesOn()
            #expect(journey.log.loud.isEmpty)
        }
    }

    @Test(arguments: [
        GatewayFault.noHello, .helloInterval(0), .helloInterval(-1), .helloInterval(9_007_199_254_740_992),
        .helloInterval("soon"),
    ])
    func `G3: a strange welcome`(fault: GatewayFault) async throws {
        try await FaultJourney.run { journey in
            let connections = journey.gateway.counts.connections
            journey.gateway.faults.add(fault, at: .connect)
            journey.strike(.reconnect)  // of which nothing is said aloud
            try await waitUntil { journey.gateway.counts.connections > connections }
            if fault == .noHello {
                try await waitUntil {
                    journey.log.lines.contains { $0.metadata["fault"] == "no_hello" }
                } nudging: {
                    journey.time.advance(by: GatewayTiming.unhurried.hello)
                }
                try await journey.reconnected(moreOftenThan: connections + 1)
            }
            try await waitUntil { journey.gateway.counts.resumes == 1 }
            try await journey.livesOn()
            journey.isTold(.gateway(fault == .noHello ? "no_hello" : "strange_interval"))
        }
    }

    private static let passing: [UInt16?] = [
        nil, 1000, 1001, 1011, 4000, 4001, 4002, 4003, 4005, 4007, 4008, 4009, 4099,
    ]

    @Test(arguments: passing) func `G4: closed, and back`(code: UInt16?) async throws {
        try await FaultJourney.run { journey in
            journey.ask("before?")
            await journey.hear("Heard: before?")
            let connections = journey.gateway.counts.connections
            journey.strike(.close(code))
            try await journey.reconnected(moreOftenThan: connections, because: "closed")
            try await waitUntil { journey.gateway.counts.identifies + journey.gateway.counts.resumes == 2 }
            try await journey.livesOn(having: ["before?"])
            journey.isTold(.gateway("closed"))
            #expect(journey.gateway.counts.identifies == ([4007, 4009].contains(code) ? 2 : 1))
        }
    }

    @Test(arguments: [4004, 4010, 4012, 4013, 4014] as [UInt16])
    func `G4: closed for good`(code: UInt16) async throws {
        let end = try await FaultJourney.run { journey in
            journey.strike(.close(code))
            try await waitUntil { !journey.log.loud.isEmpty }
            journey.isTold(.gateway("closed"))
            #expect(journey.gateway.counts.identifies == 1)
            try await waitUntil { false }  // the bot's end is the journey's
        }
        guard case .refused(let sentence)? = end else {
            Issue.record("\(String(describing: end))")
            return
        }
        #expect(!sentence.isEmpty)
    }

    @Test func `G5: the place to resume at is dead`() async throws {
        try await FaultJourney.run(resumeURL: "ws://127.0.0.1:1") { journey in
            let connections = journey.gateway.counts.connections
            journey.strike(.reconnect)
            try await journey.reconnected(moreOftenThan: connections, because: "reconnect_asked")
            try await waitUntil { journey.gateway.counts.identifies == 2 }
            try await journey.livesOn()
            #expect(
                journey.log.loud.map { $0.metadata["fault"] }
                    == Array(repeating: "connect_failed", count: 3) + ["resume_given_up"])
            let metrics = journey.metrics.render()
            #expect(metrics.contains(#"acore_gateway_faults_total{kind="connect_failed"} 3"#))
            #expect(metrics.contains(#"acore_gateway_faults_total{kind="resume_given_up"} 1"#))
        }
    }

    @Test func `G5: the place to resume at is a stranger's`() async throws {
        try await FaultJourney.run(resumeURL: "wss://gateway.discord.gg.example") { journey in
            let connections = journey.gateway.counts.connections
            journey.strike(.reconnect)
            try await journey.reconnected(moreOftenThan: connections, because: "reconnect_asked")
            try await waitUntil { journey.gateway.counts.resumes == 1 }  // where the session began
            try await journey.livesOn()
            journey.isTold(.gateway("strange_resume_url"))
        }
    }

    @Test func `G5: every resume is broken off`() async throws {
        try await FaultJourney.run { journey in
            journey.gateway.faults.add(.drop, at: .connect, times: 3)
            journey.strike(.reconnect)
            try await waitUntil {
                journey.gateway.counts.identifies == 2
            } nudging: {
                if journey.gateway.connected == 0 { journey.time.advance(by: .seconds(1)) }
            }
            try await journey.livesOn()
            let faults = journey.log.loud.map { $0.metadata["fault"] }
            #expect(faults.filter { $0 == "resume_given_up" }.count == 1)
            #expect(journey.gateway.counts.connections <= 6)
        }
    }

    @Test func `G6: restarted again and again, it resumes`() async throws {
        try await FaultJourney.stage { journey in
            for round in 0..<6 {
                let discord = journey.bot.makeBotAgain(ContinuousClock())
                try await journey.playing(discord) {
                    if round == 0 { try await discord.isReady() }
                    try await waitUntil { journey.gateway.counts.resumes == round }
                    journey.ask("round \(round)?")
                    await journey.hear("Heard: round \(round)?")
                }
                journey.date.jump(by: 5)
            }
            #expect(journey.gateway.counts.identifies == 1)
            #expect(Set(journey.said).count == journey.said.count && journey.said.count == 6)
            // A new start does not know how much the last one wrote.
            let loud = journey.log.loud.filter { $0.message != "told to wait" }
            #expect(loud.isEmpty, "\(loud)")
        }
    }

    @Test func `G6: a storm of logins ends at ten in five minutes, across restarts`() async throws {
        try await FaultJourney.stage { journey in
            for round in 0..<2 {
                journey.date.jump(by: 6)  // else it would wait for its turn, and this date stands still
                let discord = journey.bot.makeBotAgain(ContinuousClock())
                try await journey.playing(discord) {
                    try await waitUntil {
                        journey.gateway.counts.identifies + journey.gateway.counts.resumes > round * 5
                    }
                    while journey.gateway.counts.identifies < 5 * (round + 1) {
                        let logins = journey.gateway.counts.identifies
                        try await waitUntil { journey.gateway.connected == 1 }
                        journey.strike(.close(4009))
                        try await waitUntil { journey.gateway.counts.identifies > logins }
                    }
                    guard round == 1 else { return }
                    journey.strike(.close(4009))
                    try await waitUntil { journey.log.loud.contains { $0.message == "no login yet" } }
                    #expect(journey.gateway.counts.identifies == 10)
                    #expect(journey.metrics.render().contains("acore_gateway_logins_postponed_total 1"))
                    journey.date.jump(by: 300)
                    try await waitUntil {
                        journey.gateway.counts.identifies == 11
                    } nudging: {
                        // On an open connection so much time would be a heartbeat without an answer.
                        if journey.gateway.connected == 0 { journey.time.advance(by: .seconds(60)) }
                    }
                    try await journey.livesOn()
                }
            }
            #expect(journey.log.loud.filter { $0.message == "no login yet" }.count == 1)
        }
    }

    private static let oddities: [(GatewayFault, Trace)] = [
        (.say(["op": 99, "d": .null]), .gateway("unknown_opcode", isLoud: false)),
        (.sayText("no JSON at all"), .gateway("unreadable_payload")),
        (.say(["op": "zero"]), .gateway("unreadable_payload")),
        (.say(["op": .null, "d": .null, "s": .null, "t": .null]), .gateway("unreadable_payload")),
        (
            .say(["op": 0, "t": "MESSAGE_CREATE", "s": .null, "d": ["id": "x", "content": 5]]),
            Trace(
                message: "unreadable event", metadata: ["event": "MESSAGE_CREATE"],
                metric: "acore_gateway_unreadable_events_total 1")
        ),
        (
            .say(["op": 0, "t": "GUILD_CREATE", "s": .null, "d": [1, 2]]),
            Trace(
                message: "unreadable event", metadata: ["event": "GUILD_CREATE"],
                metric: "acore_gateway_unreadable_events_total 1")
        ),
    ]

    @Test(arguments: oddities) func `G7: things that nobody knows`(fault: GatewayFault, trace: Trace) async throws {
        try await FaultJourney.run { journey in
            journey.strike(fault)
            try await journey.livesOn()
            journey.isTold(trace)
            #expect(journey.gateway.counts.connections == 1)
        }
    }

    @Test func `G7: an event of a new kind is counted`() async throws {
        try await FaultJourney.run { journey in
            journey.strike(.say(["op": 0, "t": "NEW_THING", "s": .null, "d": ["id": 5]]))
            try await journey.livesOn()
            #expect(journey.log.loud.isEmpty)
            #expect(journey.metrics.render().contains(#"acore_gateway_events_total{event="other"}"#))
        }
    }

    @Test func `G7: said twice, it is answered once`() async throws {
        try await FaultJourney.run { journey in
            journey.gateway.faults.add(.duplicate, at: .event("MESSAGE_CREATE"))
            journey.ask("twice?")
            await journey.hear("Heard: twice?")
            try await journey.livesOn(having: ["twice?"])
            journey.isTold(.gateway("repeated_event", isLoud: false))
        }
    }

    @Test func `G7: out of order, both are answered once`() async throws {
        try await FaultJourney.run { journey in
            journey.gateway.faults.add(.swap, at: .event("MESSAGE_CREATE"))
            journey.ask("first?")
            journey.ask("second?", in: journey.demo.random)
            await journey.hear("Heard: first?")
            await journey.hear("Heard: second?", in: journey.demo.random)
            try await journey.livesOn(having: ["first?"])
            #expect(journey.log.loud.isEmpty)
        }
    }
}

extension FaultJourney {
    /// Sessions that the bot was told are over.
    fileprivate var ends: Int { log.lines.count { $0.metadata["fault"] == "invalid_session" } }
}
