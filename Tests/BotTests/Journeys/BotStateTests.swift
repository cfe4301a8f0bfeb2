import Discord
import DiscordModel
import DiscordSimulator
import Inference
import Testing

@testable import Bot

/// What the bot says of itself.
@Suite(.timeLimit(.minutes(5))) struct BotStateTests {
    @Test func `it is connecting, then ready, and knows where it is and what is switched off`() async throws {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Hello."))) { journey in
            let demo = journey.demo
            journey.world.setSwitches(of: demo.bot, [])
            let bot = journey.makeBot()
            #expect(await bot.state.report == BotState.Report())
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bot.run() }
                try await bot.isReady()
                while await bot.state.report.guildCount == 0 { await Task.yield() }
                let report = await bot.state.report
                #expect(report.condition == .ready)
                #expect(report.application == demo.bot && report.name == "Wren")
                #expect(report.guildCount == 1)
                #expect(report.shards[0]?.isLive == true && report.shards.count == 1)
                #expect(report.missingSwitches.map(\.name) == ["Message Content Intent"])
                #expect(
                    report.missingSwitches.first?.sentence.contains(
                        "/developers/applications/\(demo.bot)/bot and start")
                        == true)
                group.cancelAll()
            }
        }
    }

    @Test func `a token that is refused is its end, with a sentence`() async throws {
        try await BotJourney.stage(ScriptedLanguageModel(.text("Hello."))) { journey in
            let bot = journey.makeBot()
            journey.world.resetToken(of: journey.demo.bot, to: "another")
            await #expect(throws: (any Error).self) { try await bot.run() }
            guard case .ended(let sentence) = await bot.state.report.condition else {
                Issue.record("it goes on")
                return
            }
            #expect(sentence.contains("DISCORD_TOKEN"))
        }
    }

    @Test func `the invitation asks for what is used, and no more`() {
        let link = Invitation.link(for: 42)
        #expect(link.contains("client_id=42&") && link.contains("scope=bot%20applications.commands&"))
        // View channels, send, embed, attach, history; threads.
        let bits: [UInt64] = [10, 11, 14, 15, 16, 38]
        #expect(link.hasSuffix("&permissions=\(bits.reduce(0) { $0 | 1 << $1 })"))
    }
}
