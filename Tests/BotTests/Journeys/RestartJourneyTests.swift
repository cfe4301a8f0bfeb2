import DiscordModel
import DiscordSimulator
import Inference
import TestSupport
import Testing

@testable import Bot

/// What a stop interrupts, and the next start makes good.
@Suite(.timeLimit(.minutes(5))) struct RestartJourneyTests {
    @Test func `what was asked and not yet answered is answered where it was asked, once`() async throws {
        let model = SlowModel(then: "Sorry to keep you waiting, @Ada.")
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.general
            var question = Snowflake(0)
            try await journey.live(ManualClock()) {
                question = journey.world.say("<@\(journey.demo.bot)> are you there?", as: journey.demo.ada, in: channel)
                try await until("it thinks") { model.questions == 1 }
            }
            #expect(try await journey.kept(in: channel) == ["Ada: are you there? (pending)"])
            #expect(journey.said(in: channel) == [])
            model.goOn()
            try await journey.live {
                let answer = try #require(await journey.answer(in: channel))
                #expect(answer["message_reference"]?["message_id"]?.snowflake == question)
                #expect(answer["content"]?.string == "Sorry to keep you waiting, <@\(journey.demo.ada)>.")
            }
            try await journey.live {
                let direct = journey.world.directChannel(journey.demo.ada, journey.demo.bot)
                journey.world.say("hello?", as: journey.demo.ada, in: direct)
                try await until("the next is answered") { model.questions == 3 }
            }
            #expect(journey.said(in: channel).count == 1)
        }
    }

    @Test func `half an answer ends visibly, is kept, and is not given again`() async throws {
        let model = SlowModel("Once upon a time", then: " there was a bot.")
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.general
            try await journey.live(ManualClock()) {
                journey.world.say("<@\(journey.demo.bot)> tell me a story.", as: journey.demo.ada, in: channel)
                _ = await journey.answer(in: channel)
            }
            #expect(journey.said(in: channel) == ["Once upon a time\n-# I was interrupted here."])
            #expect(
                try await journey.kept(in: channel) == [
                    "Ada: tell me a story. (complete)", "Wren: Once upon a time (partial)",
                ])
            model.goOn()
            try await journey.live {
                journey.world.say("<@\(journey.demo.bot)> go on.", as: journey.demo.ada, in: channel)
                try await until("it goes on") { journey.said(in: channel).count == 2 }
            }
            #expect(model.questions == 2)
        }
    }

    @Test func `a start that resumes knows the servers it hears from`() async throws {
        let model = ScriptedLanguageModel(.text("Tea."))
        try await BotJourney.stage(model) { journey in
            let (demo, world) = (journey.demo, journey.world)
            let thread = try #require(world.startThread("aside", as: demo.ada, in: demo.general))
            try await journey.live {
                world.say("<@\(demo.bot)> tea or coffee?", as: demo.ada, in: demo.general)
                try await until("it is answered") { try await journey.kept(in: demo.general).count == 2 }
            }
            try await journey.live {
                world.say("<@\(demo.bot)> which one?", as: demo.ada, in: thread)
                try await until("it is answered") { try await journey.kept(in: thread).count == 2 }
            }
            #expect(model.prompts.last?.messages.first?.text.contains("> Ada: tea or coffee?") == true)
        }
    }

    @Test func `a stop waits for an answer that is nearly done`() async throws {
        let model = SlowModel("Nearly", then: " done.")
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.general
            try await journey.live {
                journey.world.say("<@\(journey.demo.bot)> how far are you?", as: journey.demo.ada, in: channel)
                _ = await journey.answer(in: channel)
                model.goOn()
            }
            #expect(journey.said(in: channel) == ["Nearly done."])
        }
        #expect(Grace.answers + Grace.lastWords < .seconds(10))
    }

    @Test func `half a sentence that waits for more is kept for the next start`() async throws {
        let model = SlowModel(then: "Now.")
        model.goOn()
        try await BotJourney.stage(model) { journey in
            try await journey.live(ManualClock()) {
                let first = journey.world.say("Wren and then we", as: journey.demo.ada, in: journey.demo.general)
                try await until("it is heard") { journey.dealt.contains("created \(first)") }
            }
            #expect(try await journey.kept(in: journey.demo.general) == ["Ada: Wren and then we (pending)"])
        }
        #expect(model.questions == 0)
    }

    @Test func `what waits behind an answer is kept for the next start`() async throws {
        let model = SlowModel(then: "Now.")
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.general
            try await journey.live(ManualClock()) {
                journey.world.say("<@\(journey.demo.bot)> first?", as: journey.demo.ada, in: channel)
                try await until("it thinks") { model.questions == 1 }
                let last = journey.world.say("<@\(journey.demo.bot)> second?", as: journey.demo.ben, in: channel)
                try await until("both are heard") { journey.dealt.contains("created \(last)") }
            }
            model.goOn()
            try await journey.live {
                try await until("both are answered") { journey.said(in: channel).count == 2 }
            }
            #expect(
                try await journey.kept(in: channel).sorted() == [
                    "Ada: first? (complete)", "Ben: second? (complete)", "Wren: Now. (complete)",
                    "Wren: Now. (complete)",
                ])
        }
    }

    @Test(arguments: [
        ("", "I am just being stopped. I answer when I am back."), ("Nearly", "Nearly\n-# I was interrupted here."),
    ])
    func `a command that a stop interrupts ends with a word`(beginning: String, last: String) async throws {
        let model = SlowModel(beginning, then: " done.")
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.general
            try await journey.live(ManualClock()) {
                try await until("the commands are registered") {
                    !journey.world.commands(of: journey.demo.bot, in: channel).isEmpty
                }
                _ = try journey.world.use(
                    "chat", as: journey.demo.ada, in: channel, of: journey.demo.bot,
                    options: ["message": "How far are you?"])
                try await until("it thinks") { model.questions == 1 }
                guard !beginning.isEmpty else { return }
                try await until("it speaks") { journey.said(in: channel).contains { $0.contains(beginning) } }
            }
            #expect(journey.said(in: channel) == [last])
            guard beginning.isEmpty else { return }
            model.goOn()
            try await journey.live { try await until("it is answered") { journey.said(in: channel).count == 2 } }
            #expect(journey.said(in: channel).last == "done.")
        }
    }
}
