import DiscordModel
import DiscordSimulator
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ResumeTests {
    /// Logs in, goes away, and lets three messages pass.
    private func leave(_ stage: Stage) async throws -> (session: String, sequence: Int) {
        let left = try await stage.logIn { client, ready in
            _ = try await client.event("GUILD_CREATE")
            return (ready["session_id"]?.string ?? "", client.sequence ?? 0)
        }
        while stage.gateway.connected > 0 { await Task.yield() }
        for text in ["one", "two", "three"] { stage.world.say(text, as: stage.demo.ada, in: stage.demo.general) }
        return left
    }

    @Test func `a resumed session hears what it missed, then RESUMED, then goes on`() async throws {
        try await Stage.run { stage in
            let (session, sequence) = try await leave(stage)
            try await stage.connect(.zlib) { client in
                try await client.resume(stage.demo.token, session, after: sequence)
                let missed = try await client.payloads { $0["t"] == "RESUMED" }.filter { $0["op"] == 0 }
                #expect(missed.dropLast().map { $0["d"]?["content"] } == ["one", "two", "three"])
                #expect(missed.map { $0["s"]?.integer } == Array(sequence + 1...sequence + 4))
                stage.world.say("four", as: stage.demo.ada, in: stage.demo.general)
                #expect(try await client.event("MESSAGE_CREATE")["content"] == "four")
            }
            #expect(stage.gateway.counts.identifies == 1)
            #expect(stage.gateway.counts.resumes == 1)
        }
    }

    @Test func `what is gone cannot be resumed: unknown, over, or beyond the buffer`() async throws {
        let clock = ManualClock()
        var limits = Stage.hurried
        limits.replayEvents = 2
        try await Stage.run(limits: limits, clock: clock) { stage in
            let (session, sequence) = try await leave(stage)
            try await stage.connect { client in
                try await client.resume(stage.demo.token, "unknown", after: 0)
                #expect(try await client.payload(op: 9)["d"] == false)
                try await client.resume(stage.demo.token, session, after: sequence)
                #expect(try await client.payload(op: 9)["d"] == false)
                try await client.identify(stage.demo.token)
                _ = try await client.event("READY")
            }
            let (late, last) = try await leave(stage)
            clock.advance(by: .seconds(181))
            try await stage.connect { client in
                try await client.resume(stage.demo.token, late, after: last + 2)
                #expect(try await client.payload(op: 9)["d"] == false)
            }
        }
    }

    @Test func `a sequence from the future is closed with 4007, and ends the session`() async throws {
        try await Stage.run { stage in
            let (session, sequence) = try await leave(stage)
            try await stage.connect { client in
                try await client.resume(stage.demo.token, session, after: sequence + 99)
                #expect(try await client.ending() == .close(4007))
            }
            try await stage.connect { client in
                try await client.resume(stage.demo.token, session, after: sequence)
                #expect(try await client.payload(op: 9)["d"] == false)
            }
        }
    }

    @Test func `a session moves to the connection that resumes it`() async throws {
        try await Stage.run { stage in
            try await stage.logIn { old, ready in
                _ = try await old.event("GUILD_CREATE")
                try await stage.connect { new in
                    let session = ready["session_id"]?.string ?? ""
                    try await new.resume(stage.demo.token, session, after: old.sequence ?? 0)
                    _ = try await new.event("RESUMED")
                    #expect(try await old.ending() == .close(4000))
                    stage.world.say("here", as: stage.demo.ada, in: stage.demo.general)
                    #expect(try await new.event("MESSAGE_CREATE")["content"] == "here")
                }
            }
        }
    }
}
