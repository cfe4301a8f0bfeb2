import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Testing

@testable import Bot

/// Remarks on what people do, on a simulated Discord.
@Suite(.timeLimit(.minutes(5))) struct RemarkJourneyTests {
    @Test func `a reaction is remarked on where the channel opted in, and nowhere else`() async throws {
        let model = ScriptedLanguageModel { prompt in
            .text(prompt.messages.last?.text.contains("reacted") == true ? "Thank you, @Ada!" : "Hello.")
        }
        try await BotJourney.run(model, chance: { 0 }, optedIn: { $0.general }) { journey in
            let (world, demo) = (journey.world, journey.demo)
            for channel in [demo.random, demo.general] {
                world.say("<@\(demo.bot)> hello", as: demo.ada, in: channel)
                let answer = try #require(await journey.answer(in: channel)?["id"]?.snowflake)
                world.react("👍", as: demo.ada, to: answer, in: channel)
                guard channel == demo.general else { continue }
                let remark = try #require(await journey.answer(in: channel, after: answer))
                #expect(remark["content"]?.string == "Thank you, <@\(demo.ada)>!")
                #expect(remark["message_reference"] == nil)
            }
            #expect(world.messages(in: demo.random).count == 2)
        }
        let told = try #require(model.prompts.last?.messages.last?.text)
        #expect(told.contains("[@Ada reacted to your last message with 👍."))
    }

    @Test func `the first channel that opts in is listened to without a new start`() async throws {
        let model = ScriptedLanguageModel { prompt in
            .text(prompt.messages.last?.text.contains("reacted") == true ? "Thank you!" : "Hello.")
        }
        let moment = Date(timeIntervalSinceNow: 60)
        try await BotJourney.stage(model, chance: { 0 }, optedIn: { _ in nil }, now: { moment }) { journey in
            let (world, demo) = (journey.world, journey.demo)
            try await journey.live {
                world.say("<@\(demo.bot)> hello", as: demo.ada, in: demo.general)
                let answer = try #require(await journey.answer(in: demo.general)?["id"]?.snowflake)
                let options: JSONObject = ["change": "May join in unasked in a channel", "channel": JSON(demo.general)]
                _ = try await journey.use("settings", as: demo.ada, in: demo.general, options)
                try await until("it has logged in once more") { journey.dealt.count(of: "ready") == 2 }
                world.react("👍", as: demo.ben, to: answer, in: demo.general)
                let remark = await journey.answer(in: demo.general, after: answer)
                #expect(remark?["content"]?.string == "Thank you!")
            }
        }
    }

    @Test func `nothing is asked of Discord where nobody opted in`() async throws {
        try await BotJourney.run(ScriptedLanguageModel(.text("Hello.")), chance: { 0 }) { journey in
            let (world, demo) = (journey.world, journey.demo)
            world.say("<@\(demo.bot)> hello", as: demo.ada, in: demo.general)
            let answer = try #require(await journey.answer(in: demo.general)?["id"]?.snowflake)
            world.react("👍", as: demo.ada, to: answer, in: demo.general)
            world.say("<@\(demo.bot)> again", as: demo.ada, in: demo.general)
            let next = try #require(await journey.answer(in: demo.general, after: answer))
            #expect(next["message_reference"] != nil)
        }
    }
}
