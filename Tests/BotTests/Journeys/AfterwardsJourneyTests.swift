import Companion
import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Testing

@testable import Bot

/// What people do to their messages, and servers to the bot, after something was kept.
@Suite(.timeLimit(.minutes(5))) struct AfterwardsJourneyTests {
    @Test func `a deleted message is forgotten with its answer`() async throws {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Noted."))) { journey in
            let (channel, ada) = (journey.demo.general, journey.demo.ada)
            try await journey.live {
                let secret = journey.world.say("<@\(journey.demo.bot)> my secret is 42.", as: ada, in: channel)
                try await until("it is answered") { try await journey.kept(in: channel).count == 2 }
                journey.world.say("<@\(journey.demo.bot)> and I like tea.", as: ada, in: channel)
                try await until("so is the next") { try await journey.kept(in: channel).count == 4 }
                journey.world.delete(secret, in: channel)
                try await until("the deletion is heard") { journey.dealt.contains("deleted \(secret)") }
            }
            #expect(
                try await journey.kept(in: channel) == ["Ada: and I like tea. (complete)", "Wren: Noted. (complete)"])
            let talks = try await journey.conversations.conversations(of: "discord:\(ada)")
            #expect(talks.map(\.title) == ["and I like tea."])
        }
    }

    @Test func `an answer that a moderator deletes is forgotten, its question is not`() async throws {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Something rude."))) { journey in
            let channel = journey.demo.general
            try await journey.live {
                journey.world.say("<@\(journey.demo.bot)> hello.", as: journey.demo.ada, in: channel)
                let answer = try #require(await journey.answer(in: channel)?["id"]?.snowflake)
                try await until("its message is known") {
                    try await journey.conversations.turn(of: "\(answer)", in: "discord:\(channel)") != nil
                }
                journey.world.delete(answer, in: channel)
                try await until("the deletion is heard") { journey.dealt.contains("deleted \(answer)") }
            }
            #expect(try await journey.kept(in: channel) == ["Ada: hello. (complete)"])
        }
    }

    @Test func `a message that is deleted while it is answered gets no answer`() async throws {
        let model = SlowModel(then: "Too late.")
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.general
            try await journey.live {
                let question = journey.world.say("<@\(journey.demo.bot)> what?", as: journey.demo.ada, in: channel)
                try await until("it thinks") { model.questions == 1 }
                journey.world.delete(question, in: channel)
                try await until("the deletion is heard") { journey.dealt.contains("deleted \(question)") }
                // The lane is free again, which shows that the answer was given up.
                journey.world.say("<@\(journey.demo.bot)> hi.", as: journey.demo.ben, in: channel)
                try await until("the next is thought about") { model.questions == 2 }
                model.goOn()
                try await until("the next is answered") { journey.said(in: channel).count == 1 }
            }
            #expect(try await journey.kept(in: channel) == ["Ben: hi. (complete)", "Wren: Too late. (complete)"])
        }
    }

    @Test func `a message that is deleted while the model is asked whether it is meant is neither answered nor kept`()
        async throws
    {
        let model = SlowModel(then: "Yes.")
        try await BotJourney.stage(model) { journey in
            let channel = journey.demo.random
            try await journey.live {
                let question = journey.world.say("does anybody know the way?", as: journey.demo.ada, in: channel)
                try await until("it is asked") { model.questions == 1 }
                journey.world.delete(question, in: channel)
                try await until("the deletion is heard") { journey.dealt.contains("deleted \(question)") }
                model.goOn()
                journey.world.say("<@\(journey.demo.bot)> hi.", as: journey.demo.ben, in: channel)
                try await until("the next is answered") { try await journey.kept(in: channel).count >= 2 }
            }
            #expect(try await journey.kept(in: channel) == ["Ben: hi. (complete)", "Wren: Yes. (complete)"])
        }
    }

    @Test func `an edited message is kept as it reads now, and not answered anew`() async throws {
        let model = ScriptedLanguageModel(.text("All right."))
        try await BotJourney.stage(model) { journey in
            let (channel, bot) = (journey.demo.general, journey.demo.bot)
            try await journey.live {
                let message = journey.world.say("<@\(bot)> call me Addie.", as: journey.demo.ada, in: channel)
                try await until("it is answered") { try await journey.kept(in: channel).count == 2 }
                journey.world.edit(message, in: channel, to: "<@\(bot)> call <@\(journey.demo.ben)> Benny.")
                try await until("the edit is heard") { journey.dealt.contains("edited \(message)") }
            }
            #expect(try await journey.kept(in: channel).first == "Ada: call @Ben Benny. (complete)")
        }
        #expect(model.prompts.count == 1)
    }

    /// A sweep when the patience with servers that were left is over.
    private func sweep(_ journey: BotJourney, days: Double) async throws {
        let moment = Date(timeIntervalSinceNow: days * 86_400)
        try await DailySweep(journey.conversations, rules: { RetentionRules() }, now: { moment }).sweep()
    }

    @Test func `what was said in a channel goes with it, in a server a month later; an outage takes nothing`()
        async throws
    {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Yes."))) { journey in
            let (demo, world) = (journey.demo, journey.world)
            let thread = try #require(world.startThread("aside", as: demo.ada, in: demo.general))
            let direct = world.directChannel(demo.ada, demo.bot)
            try await journey.live {
                for channel in [demo.general, demo.random, thread, direct] {
                    world.say("<@\(demo.bot)> are you there?", as: demo.ada, in: channel)
                    try await until("it is answered") { try await journey.kept(in: channel).count == 2 }
                }
                world.setAvailable(demo.guild, false)
                try await until("the outage is heard") { journey.dealt.contains("left \(demo.guild)") }
                #expect(try await journey.kept(in: demo.general).count == 2)
                world.setAvailable(demo.guild, true)
                world.deleteChannel(demo.general)
                try await until("the channel and its thread are forgotten") {
                    let (one, other) = (try await journey.kept(in: demo.general), try await journey.kept(in: thread))
                    return one.isEmpty && other.isEmpty
                }
                #expect(try await journey.kept(in: demo.random).count == 2)
                world.leave(demo.bot, demo.guild)
                try await until("the parting is noted") { try await journey.conversations.realmsLeft().count == 1 }
                try await sweep(journey, days: 29)
                #expect(try await journey.kept(in: demo.random).count == 2)
                try await sweep(journey, days: 31)
                #expect(try await journey.kept(in: demo.random).isEmpty)
                #expect(try await journey.kept(in: direct).count == 2)
                #expect(try await journey.conversations.realmsLeft().isEmpty)
            }
        }
    }

    @Test func `a server that the bot comes back to is not forgotten`() async throws {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Yes."))) { journey in
            let (demo, world) = (journey.demo, journey.world)
            try await journey.live {
                world.say("<@\(demo.bot)> are you there?", as: demo.ada, in: demo.random)
                try await until("it is answered") { try await journey.kept(in: demo.random).count == 2 }
                world.leave(demo.bot, demo.guild)
                try await until("the parting is noted") { try await journey.conversations.realmsLeft().count == 1 }
                world.join(demo.bot, demo.guild)
                try await until("it is back") { try await journey.conversations.realmsLeft().isEmpty }
                try await sweep(journey, days: 31)
                let kept = try await journey.kept(in: demo.random)
                #expect(kept == ["Ada: are you there? (complete)", "Wren: Yes. (complete)"])
            }
        }
    }

    @Test func `a server that takes the bot back while it is away is not forgotten`() async throws {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Yes."))) { journey in
            let (demo, world) = (journey.demo, journey.world)
            try await journey.live {
                world.say("<@\(demo.bot)> are you there?", as: demo.ada, in: demo.random)
                try await until("it is answered") { try await journey.kept(in: demo.random).count == 2 }
                world.leave(demo.bot, demo.guild)
                try await until("the parting is noted") { try await journey.conversations.realmsLeft().count == 1 }
            }
            world.join(demo.bot, demo.guild)
            try await journey.live {
                try await until("it is back") { try await journey.conversations.realmsLeft().isEmpty }
            }
            try await sweep(journey, days: 31)
            #expect(try await journey.kept(in: demo.random).count == 2)
        }
    }

    @Test func `a server that the bot lost while it was away is noted at the next start`() async throws {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Yes."))) { journey in
            let (demo, world) = (journey.demo, journey.world)
            try await journey.live {
                world.say("<@\(demo.bot)> are you there?", as: demo.ada, in: demo.random)
                try await until("it is answered") { try await journey.kept(in: demo.random).count == 2 }
            }
            world.leave(demo.bot, demo.guild)
            try await journey.live {
                try await until("the parting is noted") { try await journey.conversations.realmsLeft().count == 1 }
            }
            try await sweep(journey, days: 31)
            #expect(try await journey.kept(in: demo.random).isEmpty)
        }
    }
}
