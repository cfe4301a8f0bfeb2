import DiscordModel
import TestSupport
import Testing

@testable import Discord
@testable import DiscordSimulator

/// What Discord, Cloudflare and networks do to requests, on the simulated Discord.
@Suite struct FaultsTests {
    private func text(_ content: String) -> MessageRequest {
        var request = MessageRequest()
        request.content = content
        return request
    }

    private static let passing: [RESTFault] = [
        .status(500), .status(503), .cloudflare(502), .cloudflare(524), .drop, .resetInBody,
        .rateLimited(.user, retryAfter: 0.2, headers: true), .rateLimited(.shared, retryAfter: 0.2, headers: false),
        .rateLimited(.global, retryAfter: 0.2, headers: true), .rateLimitedOddly(retryAfter: "0"),
        .rateLimitedOddly(retryAfter: "NaN"), .rateLimitedOddly(retryAfter: "\"soon\""),
        .rateLimitedOddly(retryAfter: "null"), .rateLimitedOddly(retryAfter: "-1"),
    ]

    @Test(arguments: passing)
    func `a message gets through once, whatever passing trouble there is`(fault: RESTFault) async throws {
        try await withSimulatedDiscord { discord in
            discord.simulator.faults.add(fault, to: RESTMoment(method: "POST"))
            let message = try await discord.client.send(text("hello"), to: discord.demo.general)
            let there = discord.demo.world.messages(in: discord.demo.general).filter { $0["content"] == "hello" }
            #expect(there.compactMap { $0["id"]?.snowflake } == [message.id])
        }
    }

    @Test(arguments: ["1e9", "86400", "16.5"])
    func `a wait of ages is told, and other places go on`(wait: String) async throws {
        try await withSimulatedDiscord { discord in
            let (client, demo) = (discord.client, discord.demo)
            discord.simulator.faults.add(.rateLimitedOddly(retryAfter: wait), to: RESTMoment(method: "POST"))
            let error = await #expect(throws: DiscordError.self) {
                _ = try await client.send(text("a"), to: demo.general)
            }
            #expect(error?.remedy == .later)
            _ = try await client.send(text("b"), to: demo.random)
        }
    }

    @Test func `a banned address is silent`() async throws {
        try await withSimulatedDiscord { discord in
            discord.simulator.faults.add(.cloudflare(429), to: RESTMoment())
            await #expect(throws: DiscordError.self) { try await discord.client.me() }
            let error = await #expect(throws: DiscordError.self) {
                _ = try await discord.client.send(text("a"), to: discord.demo.general)
            }
            guard case .silenced = error else { Issue.record("\(String(describing: error))"); return }
            #expect(discord.simulator.faults.count.struck == 1 && discord.log.isEmpty)
        }
    }

    @Test func `a refused token is not sent again`() async throws {
        try await withSimulatedDiscord { discord in
            discord.demo.world.resetToken(of: discord.demo.bot, to: "another")
            for _ in 1...3 { await #expect(throws: DiscordError.tokenRefused) { try await discord.client.me() } }
            #expect(discord.log.count == 1)
        }
    }

    @Test func `a place that is closed to us is asked once`() async throws {
        try await withSimulatedDiscord { discord in
            for _ in 1...3 {
                let error = await #expect(throws: DiscordError.self) {
                    _ = try await discord.client.send(text("a"), to: discord.demo.staff)
                }
                #expect(error?.remedy == .permission)
            }
            #expect(discord.log.count == 1)
        }
    }

    @Test func `a body that never ends and ten megabytes of error do no harm`() async throws {
        let clock = ManualClock()
        try await withSimulatedDiscord(
            settings: {
                $0.retries.tries = 1
                $0.timeLimit = .seconds(15)
            }, clock: clock
        ) { discord in
            discord.simulator.faults.add(.endlessBody, to: RESTMoment())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    await #expect(throws: DiscordError.timedOut(limit: .seconds(15))) { try await discord.client.me() }
                }
                try await waitUntil { discord.simulator.faults.count.struck == 1 && clock.sleepers == 1 }
                clock.advance(by: .seconds(15))
                try await group.waitForAll()
            }
            discord.simulator.faults.add(.largeBody(10 << 20, status: 400), to: RESTMoment())
            await #expect(throws: DiscordError.self) { try await discord.client.me() }
            let me = try await discord.client.me()
            #expect(me.id == discord.demo.bot)
        }
    }

    @Test func `a crowd of requests meets no limit`() async throws {
        try await withSimulatedDiscord { discord in
            let (client, demo) = (discord.client, discord.demo)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<10 {
                    group.addTask {
                        _ = try await client.send(text("\(number)"), to: number < 5 ? demo.general : demo.random)
                    }
                    group.addTask { _ = try await client.messages(in: demo.general, limit: 1) }
                    group.addTask { _ = try await client.user(demo.ada) }
                }
                try await group.waitForAll()
            }
            #expect(discord.log.count == 30)
            #expect(discord.log.filter { !$0.hasPrefix("200") } == [])
        }
    }
}
