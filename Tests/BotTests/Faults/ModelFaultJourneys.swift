import Companion
import DiscordModel
import DiscordSimulator
import Inference
import Synchronization
import Telemetry
import TestSupport
import Testing

/// What a model does to the person who waits for its answer.
@Suite(.timeLimit(.minutes(5))) struct ModelFaultJourneys {
    private static let failures: [InferenceError] = [
        .timedOut(provider: "stub", wait: "first token"), .timedOut(provider: "stub", wait: "whole reply"),
        .unreachable(provider: "stub", reason: "refused"), .unreachable(provider: "stub", reason: "certificate"),
        .overloaded(provider: "stub", retryAfter: 1), .overloaded(provider: "stub", retryAfter: nil),
        .failed(provider: "stub", status: 500, reason: "x"), .refused(provider: "stub", status: 401, reason: "x"),
        .loading(provider: "stub"), .busy(provider: "stub", reason: "x"), .noModel(reason: "none"),
        .garbled(provider: "stub", reason: "HTML"), .tooLarge(provider: "stub", limit: 5), .empty(provider: "stub"),
    ]

    /// Fails at first, then echoes.
    private func failing(_ script: ScriptedLanguageModel.Script) -> ScriptedLanguageModel {
        let isFirst = Mutex(true)
        return ScriptedLanguageModel { prompt in
            let fails = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            return fails ? script : .text(ScriptedLanguageModel.echo(of: prompt))
        }
    }

    private static let failed = FaultJourney.Trace(
        message: "no answer", metric: #"acore_replies_total{outcome="failed"} 1"#)

    @Test(arguments: failures) func `A1: a model that fails is an apology, once`(error: InferenceError) async throws {
        try await FaultJourney.run(failing(.failure(error))) { journey in
            let question = journey.ask("well?")
            let apology = try #require(await journey.bot.answer(in: journey.demo.general))
            #expect(apology["message_reference"]?["message_id"]?.snowflake == question)
            try await journey.livesOn()
            #expect(journey.said.count == 2, "\(journey.said)")
            #expect(try await journey.kept().contains("well?"))
            journey.isTold(Self.failed)
        }
    }

    private static let slow: [[DrippingModel.Step]] = [
        [.wait(.seconds(29)), .say("one two three four")],
        [
            .wait(.seconds(10)), .say("one "), .wait(.seconds(10)), .say("two "), .wait(.seconds(10)),
            .say("three four"),
        ],
        [.say("one "), .wait(.seconds(19)), .say("two three four"), .wait(.seconds(19))],
    ]

    @Test(arguments: slow) func `A1: a slow answer is one answer`(steps: [DrippingModel.Step]) async throws {
        let model = DrippingModel(steps)
        try await FaultJourney.run(model) { journey in
            journey.ask("well?")
            try await journey.showsThatItComes()
            for case .wait in steps { try await model.goOn() }
            await journey.hear("one two three four")
            try await journey.livesOn()
            #expect(journey.said.count == 2, "\(journey.said)")
            try await waitUntil { try await journey.kept().contains("one two three four") }
            #expect(journey.log.loud.isEmpty, "\(journey.log.loud)")
            #expect(journey.metrics.render().contains(#"acore_replies_total{outcome="answered"} 2"#))
        }
    }

    private static let tooSlow: [[DrippingModel.Step]] = [
        [.wait(.seconds(30)), .fail(.timedOut(provider: "stub", wait: "first token"))],
        [.say("Half an ans"), .wait(.seconds(20)), .fail(.timedOut(provider: "stub", wait: "next token"))],
        [
            .say("Half "), .wait(.seconds(10)), .say("an ans"), .wait(.seconds(10)),
            .fail(.timedOut(provider: "stub", wait: "whole reply")),
        ],
    ]

    @Test(arguments: tooSlow) func `A1: too slow, what was said stays and the rest is an apology`(
        steps: [DrippingModel.Step]
    ) async throws {
        let model = DrippingModel(steps)
        try await FaultJourney.run(model) { journey in
            let question = journey.ask("well?")
            try await journey.showsThatItComes()
            for case .wait in steps { try await model.goOn() }
            try await waitUntil { !journey.log.loud.isEmpty }
            try await journey.livesOn()
            let answers = journey.world.messages(in: journey.demo.general)
                .filter { $0["message_reference"]?["message_id"]?.snowflake == question }
            #expect(answers.count == 1, "\(answers)")
            #expect(journey.said.count == 2, "\(journey.said)")
            let turns = try await journey.turns()
            #expect(turns.contains { $0.text == "well?" })
            #expect(turns.filter { $0.text.hasPrefix("Half") }.allSatisfy { $0.state == .partial })
            journey.isTold(Self.failed)
        }
    }

    private static let cuts: [(parts: [ReplyPart], error: InferenceError)] = [
        ([.text("Half an ans")], .cutOff(provider: "stub")),
        ([.text("Half an ans")], .timedOut(provider: "stub", wait: "next token")),
        ([.text("Half an ans"), .text("wer")], .garbled(provider: "stub", reason: "an endless line")),
    ]

    @Test(arguments: cuts) func `A2: cut in the middle, what was said stays and is marked`(
        parts: [ReplyPart], error: InferenceError
    ) async throws {
        try await FaultJourney.run(failing(.partsThenFailure(parts, error))) { journey in
            journey.ask("well?")
            let bot = journey.demo.bot
            let isHalf = { @Sendable (message: JSON) in
                message["author"]?["id"]?.snowflake == bot
                    && message["content"]?.string?.contains("Half an ans") == true
            }
            let said = try #require(await journey.world.message(in: journey.demo.general, where: isHalf))
            try await journey.livesOn()
            let final = journey.world.messages(in: journey.demo.general).first { $0["id"] == said["id"] }
            // More than the model said: that it broke off.
            #expect((final?["content"]?.string ?? "").count > "Half an answer".count)
            let turns = try await journey.turns()
            #expect(turns.first { $0.text.hasPrefix("Half") }?.state == .partial)
            journey.isTold(Self.failed)
        }
    }

    private static let call = ToolCall(id: "1", name: "no_such_tool", arguments: "{}")

    private static let garbage: [[ReplyPart]] = [
        [.toolCall(call), .finish(.toolCalls)],
        [.toolCall(ToolCall(id: "1", name: "calculate", arguments: "{\"expression\": ")), .finish(.toolCalls)],
        [.toolCall(ToolCall(id: "1", name: "calculate", arguments: "[1, null]")), .finish(.toolCalls)],
        (0..<10_000).map { .toolCall(ToolCall(id: "\($0)", name: "calculate", arguments: "{\"expression\":\"1+1\"}")) }
            + [.finish(.toolCalls)],
    ]

    @Test(arguments: garbage) func `A3: tools that are none are told so, and it goes on`(parts: [ReplyPart])
        async throws
    {
        let model = failing(.parts(parts))
        try await FaultJourney.run(model) { journey in
            journey.ask("well?")
            await journey.hear("Heard: well?")
            try await journey.livesOn(having: ["well?"])
            #expect(model.prompts.count <= 4)
            #expect(journey.log.loud.isEmpty, "\(journey.log.loud)")
        }
    }

    @Test(arguments: ["", "   \n\n  "]) func `A3: nothing is an apology`(text: String) async throws {
        try await FaultJourney.run(failing(.text(text))) { journey in
            journey.ask("well?")
            _ = try #require(await journey.bot.answer(in: journey.demo.general))
            try await journey.livesOn()
            journey.isTold(Self.failed)
        }
    }

    /// A million characters each.
    @Test(arguments: ["word ", "ha", "0, 1, 2, 3, 4, 5, 6, 7, 8, 9\n"])
    func `A3: without end it is ended`(text: String) async throws {
        let piece = String(repeating: text, count: 4_000 / text.count)
        let parts = Array(repeating: ReplyPart.text(piece), count: 250)
        try await FaultJourney.run(failing(.parts(parts + [.finish(.stop)]))) { journey in
            journey.ask("well?")
            _ = try #require(await journey.bot.answer(in: journey.demo.general))
            try await journey.livesOn()
            #expect(journey.said.count <= 40, "\(journey.said.count)")
            #expect(journey.said.allSatisfy { $0.utf16.count <= 2_000 })
        }
    }
}

extension FaultJourney {
    /// The channel shows that the bot is typing, or the first words.
    fileprivate func showsThatItComes() async throws {
        try await waitUntil {
            !said.isEmpty || bot.simulator.rest.requests.contains { $0.route.hasSuffix("/typing") }
        }
    }
}
