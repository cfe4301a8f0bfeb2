import Companion
import DiscordModel
import DiscordSimulator
import Inference
import Testing

@testable import Bot

/// `/chat` and `/ask`, from the person to the model and back.
@Suite(.timeLimit(.minutes(5))) struct TalkCommandJourneyTests {
    @Test func `chat answers before everybody, is a part of the talk, and pings nobody`() async throws {
        let model = ScriptedLanguageModel(.text("Hello @everyone, hello <@&1>."), .text("You said hello."))
        try await BotJourney.usingCommands(model) { journey in
            let general = journey.demo.general
            let first = try await journey.use("chat", as: journey.demo.cleo, in: general, ["message": "Hello!"])
            #expect(first.text.hasPrefix("Hello @everyone"))
            #expect(!first.isPrivate)
            #expect(first.original?["mention_everyone"]?.bool == false)
            #expect(first.original?["mention_roles"]?.array?.isEmpty != false)
            #expect(journey.world.messages(in: general, seenBy: journey.demo.ben).count == 1)
            try await until("it is kept") {
                try await journey.conversations.history(of: "discord:\(general)", limit: 9).count == 2
            }
            journey.world.say("<@\(journey.demo.bot)> what did I say?", as: journey.demo.cleo, in: general)
            #expect(
                await journey.answer(in: general, after: first.original?["id"]?.snowflake)?["content"]?.string
                    == "You said hello.")
        }
        #expect(model.prompts.last?.messages.map(\.text).contains("Cleo: Hello!") == true)
    }

    @Test func `what takes more than one message comes as several, each within the limit`() async throws {
        let long = (1...700).map { "word\($0)" }.joined(separator: " ")
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text(long))) { journey in
            let general = journey.demo.general
            _ = try await journey.use("chat", as: journey.demo.cleo, in: general, ["message": "Tell me a lot."])
            _ = await journey.world.message(in: general) { $0["content"]?.string?.contains("word700") == true }
            let pieces = journey.world.messages(in: general).compactMap { $0["content"]?.string }
            #expect(pieces.count > 1)
            #expect(pieces.allSatisfy { $0.unicodeScalars.count <= 2_000 })
            #expect(pieces.joined(separator: " ").split(whereSeparator: \.isWhitespace).count == 700)
        }
    }

    @Test func `chat without words opens a form, whose text is answered`() async throws {
        let model = ScriptedLanguageModel(.text("A long story."))
        try await BotJourney.usingCommands(model) { journey in
            let general = journey.demo.general
            try await until("the commands are registered") {
                !journey.world.commands(of: journey.demo.bot, in: general).isEmpty
            }
            let use = try journey.world.use("chat", as: journey.demo.cleo, in: general, of: journey.demo.bot)
            #expect(try await journey.outcome(of: use).modal != nil)
            let form = try journey.world.submit(modalOf: use, ["message": "Once upon\na time"])
            let answer = try await journey.outcome(of: form) { $0.text == "A long story." }
            #expect(!answer.isPrivate)
        }
        #expect(model.prompts.last?.messages.last?.text == "Cleo: Once upon\na time")
    }

    @Test func `ask knows nothing of the talk and leaves nothing in it`() async throws {
        let model = ScriptedLanguageModel(.text("One."), .text("Two."))
        try await BotJourney.usingCommands(model) { journey in
            let general = journey.demo.general
            let chat = try await journey.use("chat", as: journey.demo.cleo, in: general, ["message": "My dog is Rex."])
            #expect(chat.text == "One.")
            try await until("it is kept") {
                try await journey.conversations.history(of: "discord:\(general)", limit: 9).count == 2
            }
            let options: JSONObject = ["question": "What is my dog called?", "private": true]
            let asked = try await journey.use("ask", as: journey.demo.cleo, in: general, options)
            #expect(asked.isPrivate)
            #expect(asked.text == "Two.")
            #expect(try await journey.conversations.history(of: "discord:\(general)", limit: 9).count == 2)
        }
        #expect(model.prompts.last?.messages.contains { $0.text.contains("Rex") } == false)
    }

    @Test func `only who asked may ask again or delete`() async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text("Heads."))) { journey in
            let (general, cleo, ada) = (journey.demo.general, journey.demo.cleo, journey.demo.ada)
            let use = try await journey.use("ask", as: cleo, in: general, ["question": "Heads or tails?"])
            let id = try #require(use.original?["id"]?.snowflake)
            let shown = try #require(
                await journey.world.message(in: general) { $0["id"]?.snowflake == id && $0.buttons.count == 2 })
            let delete = try #require(shown.buttons.first { $0["label"] == "Delete" }?["custom_id"]?.string)
            let again = try #require(shown.buttons.first { $0["label"] == "Ask again" }?["custom_id"]?.string)

            for button in [delete, again] {
                let stranger = try journey.world.press(button, on: id, as: ada, in: general)
                let refusal = try await journey.outcome(of: stranger)
                #expect(refusal.isPrivate)
                #expect(refusal.text == "That is for somebody else. Use the command yourself.")
            }
            #expect(journey.world.messages(in: general).count == 1)

            _ = try journey.world.press(delete, on: id, as: cleo, in: general)
            try await until("the first answer is gone") {
                !journey.world.messages(in: general).contains { $0["id"]?.snowflake == id }
            }
        }
    }

    @Test func `a model that fails is an apology in the place of the answer`() async throws {
        let model = ScriptedLanguageModel(
            .failure(InferenceError.unreachable(provider: "stub", reason: "gone")))
        try await BotJourney.usingCommands(model) { journey in
            let answer = try await journey.use(
                "chat", as: journey.demo.cleo, in: journey.demo.general, ["message": "Hello?"])
            #expect(!answer.text.isEmpty)
        }
    }

    @Test func `an answer that takes its time is deferred first`() async throws {
        let gate = AsyncStream.makeStream(of: Void.self)
        let model = ScriptedLanguageModel { _ in
            for await _ in gate.stream {}
            return .text("There you are.")
        }
        try await BotJourney.usingCommands(model) { journey in
            let general = journey.demo.general
            try await until("the commands are registered") {
                !journey.world.commands(of: journey.demo.bot, in: general).isEmpty
            }
            let use = try journey.world.use(
                "chat", as: journey.demo.cleo, in: general, of: journey.demo.bot, options: ["message": "Hello?"])
            let waiting = try #require(await journey.world.outcome(of: use) { $0.answer != nil })
            #expect(waiting.answer == 5)
            #expect(waiting.isWaiting)
            gate.continuation.finish()
            #expect(try await journey.outcome(of: use) { $0.text == "There you are." }.isPrivate == false)
        }
    }

    @Test func `where the bot may not speak, chat is refused and ask answers its caller only`() async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text("Psst."))) { journey in
            let (general, random) = (journey.demo.general, journey.demo.random)
            let options: JSONObject = ["change": "May speak in a channel", "channel": JSON(random)]
            _ = try await journey.use("settings", as: journey.demo.ada, in: general, options)
            let chat = try await journey.use("chat", as: journey.demo.cleo, in: general, ["message": "Hello!"])
            #expect(chat.text.hasPrefix("I may not speak in this channel."))
            let ask = try await journey.use("ask", as: journey.demo.cleo, in: general, ["question": "Hello?"])
            #expect(ask.text == "Psst.")
            #expect(ask.isPrivate)
            #expect(
                journey.world.messages(in: general, seenBy: journey.demo.ben).allSatisfy { $0["content"] != "Psst." })
        }
    }
}
