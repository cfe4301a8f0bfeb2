import DiscordModel
import DiscordSimulator
import Inference
import Testing

/// The whole way of a message: simulator, gateway, attention, companion, REST, simulator.
@Suite(.timeLimit(.minutes(5))) struct BotJourneyTests {
    @Test func `who mentions the bot gets an answer that replies and pings nobody`() async throws {
        let model = ScriptedLanguageModel(.text("Good morning, @everyone and @Ada!"))
        try await BotJourney.run(model) { journey in
            let question = journey.world.say(
                "<@\(journey.demo.bot)> good morning", as: journey.demo.ada, in: journey.demo.general)
            let answer = try #require(await journey.answer(in: journey.demo.general))
            #expect(answer["content"]?.string == "Good morning, @everyone and <@\(journey.demo.ada)>!")
            #expect(answer["message_reference"]?["message_id"]?.snowflake == question)
            #expect(answer["mention_everyone"]?.bool == false)
        }
        #expect(model.prompts.last?.messages.last?.text == "Ada: good morning")
    }

    @Test func `a direct message is always answered, a word to somebody else never`() async throws {
        let model = ScriptedLanguageModel(.text("Here I am."))
        try await BotJourney.run(model) { journey in
            let direct = journey.world.directChannel(journey.demo.ada, journey.demo.bot)
            journey.world.say("Ben, are you there?", as: journey.demo.ada, in: journey.demo.general)
            journey.world.say("hello?", as: journey.demo.ada, in: direct)
            #expect(await journey.answer(in: direct)?["content"]?.string == "Here I am.")
            #expect(journey.world.messages(in: journey.demo.general).count == 1)
        }
    }

    @Test func `a failed model is an apology, and the bot lives on`() async throws {
        let model = ScriptedLanguageModel(
            .failure(InferenceError.unreachable(provider: "stub", reason: "gone")), .text("Back again."))
        try await BotJourney.run(model) { journey in
            journey.world.say("<@\(journey.demo.bot)> hi?", as: journey.demo.ada, in: journey.demo.general)
            let apology = try #require(await journey.answer(in: journey.demo.general))
            #expect(apology["content"]?.string?.isEmpty == false)
            journey.world.say("<@\(journey.demo.bot)> and now?", as: journey.demo.ada, in: journey.demo.general)
            #expect(
                await journey.answer(in: journey.demo.general, after: apology["id"]?.snowflake)?["content"]?.string
                    == "Back again.")
        }
    }
}
