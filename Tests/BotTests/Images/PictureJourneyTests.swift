import DiscordModel
import DiscordSimulator
import Inference
import Synchronization
import TestSupport
import Testing

@testable import Bot

/// Pictures on their way from the simulator's files to the model.
@Suite(.timeLimit(.minutes(5))) struct PictureJourneyTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8) + [
            0, 0, 1, 0x2C, 0, 0, 0, 0xC8, 8, 6, 0, 0, 0,
        ]

    @Test func `a picture that somebody attaches is seen`() async throws {
        let prompt = try await prompt { journey in
            journey.world.say(
                "<@\(journey.demo.bot)> what is this?", as: journey.demo.ada, in: journey.demo.general,
                attachments: [StoredFile(name: "cat.png", contentType: "image/png", bytes: Self.png)])
        }
        #expect(prompt.messages.last?.images == [Prompt.Image(mediaType: "image/png", bytes: Self.png)])
        #expect(prompt.messages.last?.text == "Ada: what is this?")
    }

    @Test func `a picture of the message that somebody points at is seen`() async throws {
        let prompt = try await prompt { journey in
            let shown = journey.world.say(
                "look", as: journey.demo.ben, in: journey.demo.general,
                attachments: [StoredFile(name: "cat.gif", contentType: "image/gif", bytes: Self.png)])
            journey.world.say(
                "<@\(journey.demo.bot)> and this?", as: journey.demo.ada, in: journey.demo.general, replyTo: shown)
        }
        // It is what its bytes say.
        #expect(prompt.messages.last?.images == [Prompt.Image(mediaType: "image/png", bytes: Self.png)])
    }

    @Test func `what is no picture, and what lies where it must not, is told of`() async throws {
        let prompt = try await prompt { journey in
            journey.world.say(
                "<@\(journey.demo.bot)> see?", as: journey.demo.ada, in: journey.demo.general,
                attachments: [StoredFile(name: "cat.png", contentType: "image/png", bytes: Array("<html>".utf8))],
                fields: [
                    "embeds": [["type": "image", "image": ["url": "http://169.254.169.254/latest/meta-data/x.png"]]]
                ])
        }
        let question = try #require(prompt.messages.last)
        #expect(question.images.isEmpty)
        #expect(question.text.contains("cannot be seen: it is no PNG, JPEG, GIF or WebP."))
        #expect(question.text.contains("cannot be seen: its address may not be opened."))
        #expect(!question.text.contains("169.254"))
    }

    @Test func `for a model that sees none nothing is fetched, and it is told`() async throws {
        let model = ScriptedLanguageModel(traits: ModelTraits(contextTokens: 8_192)) { _ in .text("Tell me about it.") }
        try await BotJourney.run(model) { journey in
            let (world, demo) = (journey.world, journey.demo)
            // Had it been fetched, the model would read that it may not be.
            world.say(
                "<@\(demo.bot)> see?", as: demo.ada, in: demo.general,
                fields: ["embeds": [["type": "image", "image": ["url": "http://169.254.169.254/x.png"]]]])
            #expect(await journey.answer(in: demo.general)?["content"]?.string == "Tell me about it.")
            let direct = world.directChannel(demo.ada, demo.bot)
            world.say(
                "", as: demo.ada, in: direct,
                attachments: [StoredFile(name: "cat.png", contentType: "image/png", bytes: Self.png)])
            let refusal = await journey.answer(in: direct)?["content"]?.string
            #expect(refusal?.contains("My language model cannot see pictures.") == true)
        }
        #expect(
            model.prompts.map { $0.messages.last?.text } == [
                """
                Ada: see?
                [A picture that belongs here cannot be seen: the language model that answers sees none.]
                """
            ])
    }

    @Test func `a question that waited for the next start brings its picture again`() async throws {
        let never = AsyncStream.makeStream(of: Void.self)
        let isFirst = Mutex(true)
        let model = ScriptedLanguageModel { _ in
            let isFirst = isFirst.withLock { isFirst in
                defer { isFirst = false }
                return isFirst
            }
            if isFirst {
                for await _ in never.stream {}
                try Task.checkCancellation()
            }
            return .text("A cat.")
        }
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.general
            try await journey.live(ManualClock()) {
                journey.world.say(
                    "<@\(journey.demo.bot)> what is this?", as: journey.demo.ada, in: channel,
                    attachments: [StoredFile(name: "cat.png", contentType: "image/png", bytes: Self.png)])
                try await until("it thinks") { model.prompts.count == 1 }
            }
            try await journey.live { #expect(await journey.answer(in: channel)?["content"]?.string == "A cat.") }
        }
        never.continuation.finish()
        #expect(model.prompts.last?.messages.last?.images == [Prompt.Image(mediaType: "image/png", bytes: Self.png)])
        #expect(model.prompts.last?.messages.last?.text == "Ada: what is this?")
    }

    @Test func `who asks for a file gets the answer as one`() async throws {
        try await BotJourney.run(ScriptedLanguageModel(.text("All there is to say."))) { journey in
            journey.world.say(
                "<@\(journey.demo.bot)> tell me everything, as a file", as: journey.demo.ada, in: journey.demo.general)
            let answer = try #require(await journey.answer(in: journey.demo.general))
            #expect(answer["attachments"]?.array?.first?["filename"]?.string == "answer.md")
            #expect(answer["attachments"]?.array?.first?["size"]?.integer == 20)
        }
    }

    private func prompt(_ say: @escaping @Sendable (BotJourney) -> Void) async throws -> Prompt {
        let model = ScriptedLanguageModel(.text("I see."))
        try await BotJourney.run(model) { journey in
            say(journey)
            #expect(await journey.answer(in: journey.demo.general) != nil)
        }
        return try #require(model.prompts.last)
    }
}
