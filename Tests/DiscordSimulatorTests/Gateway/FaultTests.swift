import DiscordModel
import DiscordSimulator
import Testing

@Suite(.timeLimit(.minutes(1))) struct GatewayFaultTests {
    @Test func `HELLO is left out or absurd by script, each as often as said`() async throws {
        try await Stage.run { stage in
            stage.gateway.faults.add(.helloInterval(-1), at: .connect)
            stage.gateway.faults.add(.noHello, at: .connect, skip: 1)
            stage.gateway.faults.add(.reconnect, at: .connect, skip: 1)
            let absurd = try await stage.connect { try await $0.payload(op: 10) }
            #expect(absurd["d"]?["heartbeat_interval"] == -1)
            let first = try await stage.connect { try await $0.next() }
            #expect(first == .payload(["t": nil, "s": nil, "op": 7, "d": nil]))
            let usual = try await stage.connect { try await $0.payload(op: 10) }
            #expect(usual["d"]?["heartbeat_interval"] == 41_250)
            #expect(stage.gateway.faults.count == (struck: 3, remaining: 0))
        }
    }

    @Test func `events come twice, in the wrong order, or not at all`() async throws {
        try await Stage.run { stage in
            let event = GatewayMoment.event("MESSAGE_CREATE")
            stage.gateway.faults.add(.duplicate, at: event)
            stage.gateway.faults.add(.swap, at: event, skip: 1)
            stage.gateway.faults.add(.lose, at: event, skip: 3)
            try await stage.logIn { client, _ in
                _ = try await client.event("GUILD_CREATE")
                for text in ["a", "b", "c", "d", "e"] {
                    stage.world.say(text, as: stage.demo.ada, in: stage.demo.general)
                }
                let heard = try await client.payloads { $0["d"]?["content"] == "e" }
                #expect(heard.map { $0["d"]?["content"]?.string } == ["a", "a", "c", "b", "e"])
                #expect(heard.map { $0["s"]?.integer } == [3, 3, 5, 4, 7])
            }
        }
    }

    @Test(arguments: [4_000, 4_009, 4_014, 4_099, 1_011, nil] as [UInt16?])
    func `any close code can be sent`(code: UInt16?) async throws {
        try await Stage.run { stage in
            stage.gateway.faults.add(.close(code), at: .ready)
            let ending = try await stage.logIn { client, _ in try await client.ending() }
            #expect(ending == .close(code))
        }
    }

    @Test func `the stream ends behind any byte, without a close frame`() async throws {
        try await Stage.run(limits: Stage.hurried) { stage in
            for bytes in [0, 1, 2, 3, 50, 400] {
                stage.gateway.faults.add(.cut(afterBytes: bytes, .close), at: .connect)
                try await stage.connect(.zlib) { client in
                    // Whoever is cut off may have heard HELLO, but never READY.
                    try? await client.identify(stage.demo.token)  // the socket may be closed already
                    let ending = try? await client.ending()  // or be reset
                    #expect(ending == .end || ending == nil)
                }
            }
            #expect(stage.gateway.faults.count == (struck: 6, remaining: 0))
        }
    }

    @Test func `a garbled byte breaks what the client reads`() async throws {
        try await Stage.run { stage in
            stage.gateway.faults.add(.garble(afterBytes: 2), at: .connect)
            await #expect(throws: JSONFault.self) {
                try await stage.connect { try await $0.next() }
            }
        }
    }

    @Test func `heartbeats stay unanswered; half open, nothing is answered`() async throws {
        try await Stage.run(limits: Stage.hurried) { stage in
            stage.gateway.faults.add(.noAcknowledgements, at: .ready)
            try await stage.logIn { client, _ in
                _ = try await client.event("GUILD_CREATE")
                try await client.send(["op": 1, "d": nil])
                stage.gateway.strike(.heartbeatRequest)
                #expect(try await client.next() == .payload(["t": nil, "s": nil, "op": 1, "d": nil]))
                stage.gateway.strike(.halfOpen)
                try await client.send(["op": 99])
                stage.world.say("lost", as: stage.demo.ada, in: stage.demo.general)
            }
            // The session is there to be resumed, and op 99 was never heard.
            #expect(stage.gateway.sessions == 1)
            #expect(stage.gateway.counts.closes.isEmpty)
        }
    }

    @Test func `op 7 and op 9 are said as the script says, and a resume goes on`() async throws {
        try await Stage.run { stage in
            stage.gateway.faults.add(.invalidSession(resumable: true), at: .heartbeat)
            let (session, sequence) = try await stage.logIn { client, ready in
                _ = try await client.event("GUILD_CREATE")
                try await client.send(["op": 1, "d": nil])
                #expect(try await client.payload(op: 9)["d"] == true)
                stage.gateway.strike(.reconnect)
                _ = try await client.payload(op: 7)
                return (ready["session_id"]?.string ?? "", client.sequence ?? 0)
            }
            try await stage.connect { client in
                try await client.resume(stage.demo.token, session, after: sequence)
                _ = try await client.event("RESUMED")
            }
        }
    }
}
