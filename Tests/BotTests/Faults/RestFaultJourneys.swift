import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Logging
import Telemetry
import TestSupport
import Testing

/// What REST does to an answer that is on its way.
@Suite(.timeLimit(.minutes(5))) struct RestFaultJourneys {
    typealias Trace = FaultJourney.Trace

    private static let route = "POST /channels/{channel.id}/messages"

    private static func throttled(_ scope: String) -> Trace {
        Trace(
            message: "told to wait", metadata: ["scope": scope],
            metric: #"acore_discord_throttled_total{scope="\#(scope)"} 1"#)
    }

    private static func lost(_ error: String) -> Trace {
        Trace(
            message: "an answer could not be written", metadata: ["error": error],
            metric: "acore_discord_answers_lost_total 1")
    }

    private static func moved(_ error: String) -> Trace {
        Trace(
            message: "an answer starts over", metadata: ["error": error],
            metric: "acore_discord_answers_moved_total 1")
    }

    private static let throttles: [(RESTFault, Trace)] = [
        (.rateLimited(.user, retryAfter: 0.2, headers: true), throttled("user")),
        (.rateLimited(.user, retryAfter: 0.2, headers: false), throttled("user")),
        (.rateLimited(.shared, retryAfter: 0.2, headers: true), throttled("shared")),
        (.rateLimited(.global, retryAfter: 0.2, headers: true), throttled("global")),
        (.rateLimitedOddly(retryAfter: "0"), throttled("user")),
        (.rateLimitedOddly(retryAfter: "NaN"), throttled("user")),
        (.rateLimitedOddly(retryAfter: "\"soon\""), throttled("user")),
        (.rateLimitedOddly(retryAfter: "null"), throttled("user")),
    ]

    @Test(arguments: throttles) func `R1: told to wait`(fault: RESTFault, trace: Trace) async throws {
        try await FaultJourney.run { journey in
            journey.bot.simulator.faults.add(fault, to: Self.writing(in: journey))
            journey.ask("slow?")
            await journey.hear("Heard: slow?")
            try await journey.livesOn(having: ["slow?"])
            journey.isTold(trace)
        }
    }

    /// Typing is asked for in the same channel, and is not what is to fail.
    private static func writing(in journey: FaultJourney) -> RESTMoment {
        RESTMoment(method: "POST", path: "/channels/\(journey.demo.general)/messages")
    }

    private static let failing: [RESTFault] = [
        .status(500), .status(503), .cloudflare(502), .cloudflare(524), .drop, .resetInBody,
    ]

    @Test(arguments: failing) func `R2: failing for a moment`(fault: RESTFault) async throws {
        try await FaultJourney.run { journey in
            journey.bot.simulator.faults.add(fault, to: Self.writing(in: journey))
            journey.ask("lost?")
            await journey.hear("Heard: lost?")
            try await journey.livesOn(having: ["lost?"])
            journey.isTold(
                Trace(
                    message: "tried again", metadata: ["route": Self.route],
                    metric: #"acore_discord_repeats_total{route="\#(Self.route)"} 1"#))
        }
    }

    @Test func `R2: an answer without end is given up, and asked for once more`() async throws {
        try await FaultJourney.run { journey in
            try await journey.commandsAreThere()
            journey.bot.simulator.faults.add(.endlessBody, to: Self.writing(in: journey))
            journey.ask("endless?")
            // Nothing but that request has a time limit then.
            try await waitUntil {
                journey.bot.simulator.faults.count.struck == 1 && journey.requests.sleepers == 1
            }
            journey.requests.advance(by: .seconds(15))
            try await waitUntil { !journey.log.loud.isEmpty }
            try await journey.livesOn(having: ["endless?"])
            journey.isTold(
                Trace(
                    message: "tried again", metadata: ["route": Self.route, "error": "no whole answer"],
                    metric: #"acore_discord_repeats_total{route="\#(Self.route)"} 1"#))
        }
    }

    private static let refusing: [(RESTFault, String)] = [
        (.status(403), "403"), (.status(404), "404"), (.largeBody(10 << 20, status: 400), "400"),
    ]

    @Test(arguments: refusing) func `R2: refused once, elsewhere it goes on`(fault: RESTFault, status: String)
        async throws
    {
        try await FaultJourney.run { journey in
            journey.bot.simulator.faults.add(
                fault, to: RESTMoment(method: "POST", path: "/channels/\(journey.demo.random)/messages"))
            journey.ask("may I?", in: journey.demo.random)
            try await waitUntil { !journey.log.loud.isEmpty }
            try await journey.livesOn()
            journey.isTold(Self.lost(status))
            #expect(journey.bot.simulator.faults.count == (1, 0))
        }
    }

    @Test func `R2: a token that is no longer accepted is sent once`() async throws {
        try await FaultJourney.run { journey in
            journey.world.resetToken(of: journey.demo.bot, to: "another")
            journey.ask("hello?")
            try await waitUntil { journey.log.loud.contains { $0.level == .critical } }
            #expect(journey.bot.simulator.rest.requests.filter { $0.status == 401 }.count <= 2)  // at once: it types
            #expect(
                journey.metrics.render().contains(#"acore_discord_invalid_total{status="401"}"#))
        }
    }

    @Test func `R3: banned by Cloudflare, all is silent until it is over`() async throws {
        try await FaultJourney.run { journey in
            journey.bot.simulator.faults.add(.cloudflare(429), to: Self.writing(in: journey))
            journey.ask("banned?")
            try await waitUntil { !journey.log.loud.isEmpty }
            let requests = journey.bot.simulator.rest.requests.count
            journey.ask("and now?", in: journey.demo.random)
            try await waitUntil { journey.log.loud.count >= 2 }
            #expect(journey.bot.simulator.rest.requests.count == requests)
            #expect(journey.gateway.connected == 1)
            journey.requests.advance(by: .seconds(3 * 3_600))
            journey.ask("still there?")
            await journey.hear("Heard: still there?")
            #expect(journey.log.loud.filter { $0.message == "told to wait" }.count == 1)
            #expect(
                journey.metrics.render().contains(#"acore_discord_throttled_total{scope="cloudflare"} 1"#))
        }
    }

    // MARK: R4

    @Test func `R4: a command that Discord no longer knows is let go`() async throws {
        try await FaultJourney.run { journey in
            try await journey.commandsAreThere()
            journey.bot.simulator.faults.add(.status(404), to: RESTMoment(method: "POST", path: "/interactions/"))
            _ = try journey.world.use(
                "list_characters", as: journey.demo.ada, in: journey.demo.general, of: journey.demo.bot)
            try await waitUntil { !journey.log.loud.isEmpty }
            try await journey.livesOn()
            journey.isTold(
                Trace(
                    message: "a command was not answered", metadata: ["error": "404"],
                    metric: "acore_discord_commands_lost_total 1"))
            #expect(journey.bot.simulator.faults.count == (1, 0))
            #expect(
                journey.bot.simulator.rest.requests.filter { $0.route.contains("callback") }.count <= 1)
        }
    }

    @Test func `R4: an answer too old to be edited is written anew`() async throws {
        let model = DrippingModel([.say("Half an "), .wait(.seconds(3_600)), .say("answer")])
        try await FaultJourney.run(model, worldDate: JumpingDate { Self.moment }) { journey in
            let use = try await journey.asked()
            _ = await journey.world.outcome(of: use) { $0.text.contains("Half an") }
            let faults = journey.bot.simulator.faults
            faults.add(.refused(400, code: 30046), to: RESTMoment(method: "PATCH", path: "/webhooks/"))
            try await model.goOn()
            try await waitUntil { !journey.log.loud.isEmpty }
            try await journey.livesOn()
            journey.isTold(Self.moved("30046"))
            #expect(faults.count == (1, 0))
            #expect(journey.said == ["<@\(journey.demo.ada)> Half an answer", "Heard: still there?"])
            #expect(journey.webhookEdits.count <= 2)  // the first words; its buttons
        }
    }

    @Test func `R4: an answer that took longer than its token comes as a message, where all may see it`() async throws {
        try await outlivingToken("too late") { journey in
            journey.isTold(Self.moved("50027"))
            #expect(journey.webhookEdits.map(\.status) == [401])
            #expect(
                journey.said.filter { !$0.isEmpty } == ["<@\(journey.demo.ada)> too late", "Heard: still there?"])
        }
    }

    @Test func `R4: an answer for one person that took longer than its token is let go`() async throws {
        try await outlivingToken("between us", privately: true) { journey in
            journey.isTold(Self.lost("50027"))
            #expect(journey.said.filter { !$0.isEmpty } == ["Heard: still there?"])
        }
    }

    /// The answer to a command is said a second after the 15 minutes that Discord takes one.
    private func outlivingToken(
        _ answer: String, privately: Bool = false, _ check: @escaping @Sendable (FaultJourney) throws -> Void
    ) async throws {
        let date = JumpingDate { Self.moment }
        let model = DrippingModel([.wait(.seconds(901)), .say(answer)])
        try await FaultJourney.run(model, worldDate: date) { journey in
            let use = try await journey.asked(privately: privately)
            _ = await journey.world.outcome(of: use) { $0.answer == 5 }
            date.jump(by: 901)
            try await model.goOn()
            try await waitUntil { !journey.log.loud.isEmpty }
            try await journey.livesOn()
            try check(journey)
        }
    }

    private static let moment = Date(timeIntervalSinceNow: 60)

    @Test func `R4: the channel is deleted under the answer`() async throws {
        let gate = Gate()
        let model = ScriptedLanguageModel { prompt in
            let text = ScriptedLanguageModel.echo(of: prompt)
            if text.contains("gone?") { await gate.wait() }
            return .text(text)
        }
        try await FaultJourney.run(model) { journey in
            journey.ask("gone?", in: journey.demo.random)
            await gate.arrival()
            journey.world.deleteChannel(journey.demo.random)
            gate.open()
            try await journey.livesOn()
            #expect(journey.log.loud.count <= 1, "\(journey.log.loud)")
        }
    }

    @Test func `R4: the permission is lost under the answer`() async throws {
        let gate = Gate()
        let model = ScriptedLanguageModel { prompt in
            let text = ScriptedLanguageModel.echo(of: prompt)
            if text.contains("allowed?") { await gate.wait() }
            return .text(text)
        }
        try await FaultJourney.run(model) { journey in
            journey.ask("allowed?", in: journey.demo.random)
            await gate.arrival()
            journey.world.setOverwrite(in: journey.demo.random, for: journey.demo.guild, deny: .sendMessages)
            gate.open()
            try await waitUntil { !journey.log.loud.isEmpty }
            try await journey.livesOn()
            journey.isTold(Self.lost("50013"))
        }
    }
}

extension FaultJourney {
    /// Ada uses `/ask`.
    fileprivate func asked(privately: Bool = false) async throws -> Snowflake {
        try await commandsAreThere()
        return try world.use(
            "ask", as: demo.ada, in: demo.general, of: demo.bot,
            options: ["question": "well?", "private": .bool(privately)])
    }

    fileprivate var webhookEdits: [RecordedRequest] {
        bot.simulator.rest.requests.filter { $0.method == "PATCH" && $0.path.hasPrefix("/webhooks/") }
    }
}

/// Holds a model back until a test lets it go on.
final class Gate: Sendable {
    private let arrivals = AsyncStream.makeStream(of: Void.self)
    private let openings = AsyncStream.makeStream(of: Void.self)

    func wait() async {
        arrivals.continuation.yield()
        for await _ in openings.stream { return }
    }

    func arrival() async { for await _ in arrivals.stream { return } }
    func open() { openings.continuation.finish() }
}
