import Discord
import DiscordModel
import DiscordSimulator
import TestSupport
import Testing

/// The gateway's shell against the simulated Discord.
@Suite(.timeLimit(.minutes(2))) struct GatewayTests {
    @Test(arguments: GatewayCompression.allCases)
    func `events come in their order, however they are compressed`(compression: GatewayCompression) async throws {
        try await GatewayStage.run { stage in
            try await stage.listen(compression) { ear in
                await ear.welcome()
                let texts = (0..<200).map { "\($0) é 👩‍👩‍👧‍👦" }
                texts.forEach(stage.say)
                #expect(await ear.texts(until: texts[199]) == texts)
                #expect(await ear.shards.status[0]?.isLive == true)
            }
            #expect(stage.gateway.violations == [])
        }
    }

    @Test(
        arguments: [
            GatewayFault.drop, .reset, .reconnect, .close(nil), .close(1000), .close(4000), .close(4008),
            .invalidSession(resumable: true), .cut(afterBytes: 0, .close), .noAcknowledgements, .halfOpen, .stall,
        ])
    func `after each fault the session goes on, and nothing is heard twice or never`(
        fault: GatewayFault
    ) async throws {
        try await GatewayStage.run { stage in
            try await stage.listen { ear in
                await ear.welcome()
                stage.say("before")
                #expect(await ear.texts(until: "before") == ["before"])
                let connections = stage.gateway.counts.connections
                stage.gateway.strike(fault)
                stage.say("meanwhile")
                try await stage.reconnected(moreOftenThan: connections)
                // `.noAcknowledgements` lets it through at once, the others after a resume.
                #expect(await ear.texts(until: "meanwhile") == ["meanwhile"])
                while let event = await ear.next(), event != .resumed {}
                stage.say("after")
                #expect(await ear.texts(until: "after") == ["after"])
            }
            #expect(stage.gateway.counts.identifies == 1)
            #expect(stage.gateway.counts.resumes >= 1)
            #expect(stage.gateway.violations == [])
        }
    }

    @Test(arguments: GatewayCompression.allCases)
    func `cut behind any byte, each event is heard once`(compression: GatewayCompression) async throws {
        try await GatewayStage.run { stage in
            try await stage.listen(compression) { ear in
                await ear.welcome()
                for (count, bytes) in stride(from: 0, to: 900, by: 9).enumerated() {
                    stage.gateway.strike(.cut(afterBytes: bytes, count.isMultiple(of: 2) ? .close : .reset))
                    let texts = (0..<4).map { "\(bytes) \($0)" }
                    texts.forEach(stage.say)
                    #expect(await ear.texts(until: texts[3]) == texts)
                }
            }
            #expect(stage.gateway.counts.identifies == 1)
        }
    }

    @Test(arguments: [GatewayCompression.zlib, .zstd])
    func `a garbled stream is left for a new one`(compression: GatewayCompression) async throws {
        try await GatewayStage.run { stage in
            try await stage.listen(compression) { ear in
                await ear.welcome()
                for bytes in [3, 7, 40, 41, 42, 150] {
                    let connections = stage.gateway.counts.connections
                    stage.gateway.strike(.garble(afterBytes: bytes))
                    for number in 0..<20 { stage.say("\(bytes) \(number)") }
                    stage.gateway.strike(.reconnect)  // where the wrong byte did no harm that shows
                    // Where the length of a frame was hit, only silence tells.
                    try await stage.reconnected(moreOftenThan: connections)
                    // Where the number of an event was hit, what came in between is lost.
                    await stage.repeating("done \(bytes)") {
                        #expect(await ear.texts(until: "done \(bytes)").last == "done \(bytes)")
                    }
                }
            }
        }
    }

    @Test(arguments: [GatewayFault.invalidSession(resumable: false), .close(4007), .close(4009)])
    func `a session that is gone is followed by a new one`(fault: GatewayFault) async throws {
        try await GatewayStage.run { stage in
            try await stage.listen { ear in
                await ear.welcome()
                stage.gateway.strike(fault)
                await ear.welcome()
                stage.say("hello again")
                #expect(await ear.texts(until: "hello again") == ["hello again"])
            }
            #expect(stage.gateway.counts.identifies == 2)
            #expect(stage.gateway.violations == [])
        }
    }

    @Test func `no HELLO, twice: it comes back`() async throws {
        try await GatewayStage.run { stage in
            stage.gateway.faults.add(.noHello, at: .connect, times: 2)
            try await stage.listen(adjusting: { $0.timing.hello = .seconds(10) }) { ear in
                try await stage.reconnected(moreOftenThan: 2)
                await ear.welcome()
            }
            #expect(stage.gateway.counts.connections >= 3)
        }
    }

    @Test(arguments: [4004, 4010, 4011, 4012, 4013, 4014] as [UInt16])
    func `what Discord will not have ends the service with a sentence`(code: UInt16) async throws {
        try await GatewayStage.run { stage in
            stage.gateway.faults.add(.close(code), at: .ready)
            let end = try await stage.listen(plan: .all(1)) { ear in while await ear.next() != nil {} }
            guard case .refused(let sentence)? = end else {
                Issue.record("\(String(describing: end))")
                return
            }
            #expect(sentence.hasSuffix(".") || sentence.contains("https://"))
            #expect(!sentence.contains(stage.demo.token))
            #expect(stage.gateway.counts.identifies == 1)
        }
    }

    @Test func `intents that are not switched on are named`() async throws {
        try await GatewayStage.run(switches: []) { stage in
            let end = try await stage.listen { ear in while await ear.next() != nil {} }
            guard case .refused(let sentence)? = end else {
                Issue.record("\(String(describing: end))")
                return
            }
            #expect(sentence.contains("Message Content Intent"))
        }
    }

    @Test func `a restart resumes, and hears what was said meanwhile`() async throws {
        try await GatewayStage.run { stage in
            let store = InMemorySessionStore()
            try await stage.listen(store: store) { ear in
                await ear.welcome()
                stage.say("first")
                #expect(await ear.texts(until: "first") == ["first"])
                stage.say("second")
                // Heard, but not dealt with: it comes again.
                #expect(await ear.texts(until: "second") == ["second"])
            }
            stage.say("third")
            try await stage.listen(store: store) { ear in
                #expect(await ear.texts(until: "third") == ["second", "third"])
            }
            #expect(stage.gateway.counts.identifies == 1)
            #expect(stage.gateway.counts.resumes == 1)
        }
    }

    @Test func `who does not listen makes Discord wait, and loses nothing and no heartbeat`() async throws {
        try await GatewayStage.run { stage in
            let events = GatewayEvents(eventLimit: 100, weightLimit: 1 << 20)
            try await stage.listen(.none, events: events) { ear in
                await ear.welcome()
                let texts = (0..<4_000).map { "\($0) " + String(repeating: "x", count: 500) }
                texts.forEach(stage.say)
                try await waitUntil { events.waiting >= 100 }
                for _ in 1...5 {
                    let beats = stage.gateway.counts.heartbeats
                    stage.time.advance(by: stage.gateway.limits.heartbeatInterval)
                    try await waitUntil { stage.gateway.counts.heartbeats > beats }
                }
                #expect(await ear.texts(until: texts[3_999]) == texts)
            }
            #expect(stage.gateway.counts.connections == 1)
            #expect(stage.gateway.violations == [])
        }
    }

    @Test func `too many servers for a shard: Discord is asked again, and there are more`() async throws {
        var limits = GatewayStage.hurried
        limits.guildsPerShard = 5
        limits.maxConcurrency = 16
        try await GatewayStage.run(limits: limits) { stage in
            var former = try stage.bot()
            former.shards = 1
            for number in 1...5 {
                stage.world.join(stage.demo.bot, stage.world.addGuild("\(number)", owner: stage.demo.ada))
            }
            try await stage.listen(recommended: former) { ear in
                for _ in 1...6 { await ear.welcome() }
                #expect(await ear.shards.status.count >= 3)
                stage.say("hello")
                #expect(await ear.texts(until: "hello") == ["hello"])
            }
            let end = try await stage.listen(plan: .all(1)) { ear in while await ear.next() != nil {} }
            guard case .refused(let sentence)? = end else {
                Issue.record("\(String(describing: end))")
                return
            }
            #expect(sentence.contains("SHARDS=auto"))
        }
    }

    @Test func `members come when they are asked for, and to nobody else`() async throws {
        try await GatewayStage.run { stage in
            try await stage.listen(adjusting: { $0.wanted.insert("GUILD_MEMBERS_CHUNK") }) { ear in
                await ear.welcome()
                let wanted = [stage.demo.ben, stage.demo.cleo, Snowflake(1)]
                let members = try await ear.shards.members(wanted, of: stage.demo.guild)
                #expect(Set(members.compactMap { $0.user?.id }) == [stage.demo.ben, stage.demo.cleo])
                #expect(try await ear.shards.members([], of: stage.demo.guild).isEmpty)
                stage.say("and on")
                let next = await ear.next()
                guard case .messageCreated? = next else {
                    Issue.record("\(String(describing: next))")
                    return
                }
            }
            #expect(stage.gateway.violations == [])
        }
    }

    @Test func `commands go to the shard of their guild`() async throws {
        var limits = GatewayStage.hurried
        limits.maxConcurrency = 2
        try await GatewayStage.run(limits: limits) { stage in
            try await stage.listen(plan: .all(2)) { ear in
                var ready = 0
                while ready < 2, let event = await ear.next() { if case .ready = event { ready += 1 } }
                try await ear.shards.send(
                    .voiceState(guild: stage.demo.guild, channel: nil), for: stage.demo.guild)
                await #expect(throws: GatewayError.noSuchShard(2)) {
                    try await ear.shards.send(.presence(.line("x")), toShard: 2)
                }
                #expect(await ear.shards.status.count == 2)
            }
            #expect(stage.gateway.counts.identifies == 2)
            #expect(stage.gateway.violations == [])
        }
    }
}
