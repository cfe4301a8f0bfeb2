import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Testing

@testable import Bot
@testable import Companion

/// A talk on Discord, summed up and looked through.
@Suite(.timeLimit(.minutes(5))) struct SummaryJourneyTests {
    private static let model = ScriptedLanguageModel { prompt in
        prompt.sampling.schema == nil
            ? .text("Noted.") : .text(#"{"summary": "They like **tea** @everyone.", "key_points": ["Tea at five"]}"#)
    }

    @Test func `a talk is summed up for all, by who keeps order`() async throws {
        try await BotJourney.usingCommands(Self.model) { journey in
            let (general, ben) = (journey.demo.general, journey.demo.ben)
            let refused = try await journey.use("summarize_now", as: journey.demo.cleo, in: general)
            #expect(refused.text.hasPrefix("You need the permission “Manage Messages”"))
            try await talk(journey, in: general)
            let outcome = try await journey.use("summarize_now", as: ben, in: general)
            #expect(!outcome.isPrivate)
            #expect(outcome.text.hasPrefix("**Our talk so far**"))
            #expect(outcome.text.contains(#"They like \*\*tea\*\* \@everyone."#))
            #expect(outcome.text.contains("- Tea at five"))
            #expect(outcome.original?.buttons.isEmpty == true)
            let read = try await journey.use("recall", as: journey.demo.cleo, in: general)
            #expect(read.isPrivate)
            #expect(read.text.contains("Tea at five"))
            let elsewhere = try await journey.use("recall", as: journey.demo.cleo, in: journey.demo.random)
            #expect(!elsewhere.text.contains("Tea"))
        }
    }

    @Test func `too little is not summed up`() async throws {
        try await BotJourney.usingCommands(Self.model) { journey in
            let outcome = try await journey.use("summarize_now", as: journey.demo.ben, in: journey.demo.general)
            #expect(outcome.text.hasPrefix("Too little was said to me here"))
        }
    }

    @Test func `what was said is recalled with where it stands, and only what all here may know`() async throws {
        try await BotJourney.usingCommands(Self.model) { journey in
            let (demo, general, cleo) = (journey.demo, journey.demo.general, journey.demo.cleo)
            try await talk(journey, in: general)
            let secret = Turn(
                speaker: Speaker(id: "discord:\(cleo)", name: "Cleo"), place: .discord(general, .text),
                audience: .person("discord:\(cleo)"), text: "my secret marzipan recipe", saidAt: .now)
            _ = try await journey.conversations.begin(secret, persona: "assistant_assistant")
            try await Indexing(Recall(database: journey.database, embedder: nil)).index()

            let found = try await journey.use("recall", as: cleo, in: general, ["query": "tea"])
            #expect(found.isPrivate)
            #expect(found.text.contains("**Cleo**: I like tea number 3"))
            #expect(found.text.contains("https://discord.com/channels/\(demo.guild)/\(general)/1003"))
            #expect(found.text.split(separator: "\n").count <= 8)
            let hidden = try await journey.use("recall", as: demo.ben, in: general, ["query": "marzipan"])
            #expect(hidden.text == "I remember nothing about that.")
        }
    }

    /// Cleo says something six times, and is answered.
    private func talk(_ journey: BotJourney, in channel: Snowflake) async throws {
        for number in 0..<6 {
            var turn = Turn(
                speaker: Speaker(id: "discord:\(journey.demo.cleo)", name: "Cleo"), place: .discord(channel, .text),
                audience: .place("discord:\(channel)"), text: "I like tea number \(number)", saidAt: .now)
            turn.messages = [Turn.Message(id: "\(1000 + number)", text: turn.text)]
            let kept = try await journey.conversations.begin(turn, persona: "assistant_assistant")
            try await journey.conversations.finish(
                kept, of: turn,
                with: Answer(
                    text: "Noted.", persona: "assistant_assistant", personaName: "Wren", model: "m",
                    usage: Usage(promptTokens: 1, completionTokens: 1, isEstimate: true), finish: .stop,
                    firstText: .zero, total: .zero), state: .complete, at: .now)
        }
    }
}
