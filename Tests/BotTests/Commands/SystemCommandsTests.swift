import Companion
import DiscordModel
import Foundation
import Inference
import Logging
import Telemetry
import Testing

@testable import Bot

@Suite struct SystemCommandsTests {
    private let owner: Snowflake = 1

    // MARK: How it is

    @Test func `everybody is told how it is, and what the portal lacks, with the link`() async {
        let state = BotState()
        var application = Application()
        application.id = 77
        state.learns(application)
        let text = await say("status", desk(state: state))
        #expect(text.contains("I am Acore 1.2.3, up for 1\u{a0}day 2\u{a0}hours."))
        #expect(text.contains("🟢 **ollama/llama**: ready"))
        #expect(text.contains("🟡 **Discord**: connecting"))
        #expect(text.contains("The Message Content Intent is off"))
        #expect(text.contains("https://discord.com/developers/applications/77/bot"))
    }

    @Test func `what an engine says of itself formats nothing and pings nobody`() async {
        let engine = House.Engine(name: "openai/x", state: "gone\n# **@everyone** <@&5>", isReady: false)
        let text = await say("status", desk(.scripted(engine: engine)))
        #expect(text.contains("🔴 **openai/x**: gone \\# \\*\\*\\@everyone\\*\\* \\<\\@&5\\>"))
    }

    @Test func `the program's state is for administrators`() async throws {
        let desk = desk()
        #expect(await say("botstatus", desk, permissions: .manageGuild).hasPrefix("Only administrators"))
        #expect(await say("botstatus", desk, permissions: nil).hasPrefix("Only administrators"))
        let reply = await desk.reply(to: .made("botstatus", permissions: .administrator))
        let message = try #require(reply.message)
        #expect(message.isPrivate)
        let fields = Dictionary(
            message.embeds.flatMap(\.fields).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        #expect(fields["Servers"] == "0")
        #expect(fields["Answers being written"] == "4")
        #expect(fields["Up for"] == "1\u{a0}day 2\u{a0}hours")
        #expect(fields["Shards"] == "none")
        #expect(fields["Memory"]?.hasSuffix(" MB") == true || fields["Memory"] == "unknown")
    }

    @Test(arguments: ["metrics", "errors", "logs"])
    func `figures, errors and logs are the owner's`(command: String) async {
        for permissions in [Permissions.administrator, nil] {
            #expect(await say(command, desk(), permissions: permissions).hasPrefix("Only whoever runs me"))
        }
        #expect(await say(command, desk(), user: owner).hasPrefix("Only") == false)
    }

    @Test func `figures are summed up, and all of them are in the file`() async throws {
        let text = """
            # TYPE acore_replies_total counter
            acore_replies_total{outcome="answered"} 40
            acore_replies_total{outcome="failed"} 2
            acore_reply_seconds_bucket{le="1"} 3
            acore_reply_seconds_sum 100
            acore_reply_seconds_count 40
            acore_discord_decisions_total{decision="answer",reason="mentioned"} 7
            acore_discord_decisions_total{decision="silence",reason="bot"} 9
            acore_commands_total{command="ask",outcome="done"} NaN

            """
        let reply = await desk(.scripted(metrics: text)).reply(to: .made("metrics", user: owner))
        let message = try #require(reply.message)
        #expect(message.text.contains("Answers: 42, failed: 2"))
        #expect(message.text.contains("2.5 s on average"))
        #expect(message.text.contains("Messages answered: 7"))
        #expect(message.file?.contents == Array(text.utf8))
        #expect(message.isPrivate)
    }

    @Test func `errors are told by what and where, never with what else the line says`() async {
        let log = RecentLog()
        let desk = desk(.scripted(log: log))
        #expect(await say("errors", desk, user: owner) == "Nothing went wrong since I started.")
        let logger = logger(log)
        logger.info("all is well")
        logger.error("a command failed", metadata: ["error": "somebody's own words"])
        let text = await say("errors", desk, user: owner)
        #expect(text.contains("error: a command failed (acore.test)"))
        #expect(!text.contains("words") && !text.contains("well"))
    }

    @Test func `logs are the last lines, without secrets, and end no code block`() async {
        let log = RecentLog()
        log.hide([Secret("bot-token-12345"), Secret("short")])
        let desk = desk(.scripted(log: log))
        #expect(await say("logs", desk, user: owner) == "The log is empty.")
        let logger = logger(log)
        for number in 1...30 { logger.info("line \(number)") }
        logger.info("``` said bot-token-12345", metadata: ["discord_token": "x", "to": "bot-token-12345"])
        let text = await say("logs", desk, user: owner)
        #expect(text.contains("line 30") && text.contains("line 12") && !text.contains("line 11"))
        #expect(!text.contains("bot-token-12345"))
        #expect(text.components(separatedBy: "```").count == 3)
        #expect(await say("logs", desk, [("lines", .integer(1))], user: owner).contains("line 30") == false)
        for _ in 1...50 { logger.info("\(String(repeating: "w", count: 300))") }
        #expect(await say("logs", desk, [("lines", .integer(50))], user: owner).count < 2_000)
        #expect(await say("logs", desk, [("lines", .integer(51))], user: owner).hasPrefix("I can't use"))
    }

    // MARK: Models and budgets

    @Test func `everybody learns the model, the owner chooses among those that are set up`() async {
        let changes = House.Changes()
        let desk = desk(.scripted(changes: changes))
        #expect(await say("model", desk) == "I think with **ollama/llama**.")
        #expect(await say("model", desk, user: owner).contains("embedded/"))
        let wish: [(String, CommandValue)] = [("choose", .string("embedded"))]
        #expect(await say("model", desk, wish, permissions: .administrator, user: 3).hasPrefix("Only whoever runs me"))
        #expect(changes.list == [])
        #expect(await say("model", desk, [("choose", .string("gpt"))], user: owner).contains("“ollama”, “embedded”"))
        #expect(
            await say("model", desk, wish, user: owner) == "Saved: embedded/ is asked first from the next start on.")
        #expect(changes.list == ["model embedded by discord:1"])
        #expect(
            await say("model", desk, [("choose", .string("ollama"))], user: owner)
                == "Saved: ollama/llama is asked first from now on.")
        #expect(
            await say("model", desk, [("choose", .string("openai"))], user: owner)
                .hasPrefix("openai was never set up: OPENAI_URL is missing."))
        #expect(changes.list.count == 2)
        let typing = Interaction.made("model", [("choose", .string("e"))], user: owner, focused: "choose")
        #expect(await desk.suggestions(for: typing).map(\.value) == [.string("embedded")])
        let other = Interaction.made("model", [("choose", .string("e"))], focused: "choose")
        #expect(await desk.suggestions(for: other) == [])
    }

    @Test func `settings that are made elsewhere stay, and the owner is told`() async {
        let changes = House.Changes(refusal: Mistake("LLM_PROVIDER is set by .env."))
        let desk = desk(.scripted(changes: changes))
        #expect(
            await say("model", desk, [("choose", .string("embedded"))], user: owner) == "LLM_PROVIDER is set by .env.")
        let limit: [(String, CommandValue)] = [("limit", .string("person")), ("tokens", .integer(5))]
        #expect(await say("budget", desk, limit, user: owner) == "LLM_PROVIDER is set by .env.")
    }

    @Test func `each is told their own budget and the channel's, the owner all of it`() async {
        let spent: [SpendScope: Spend] = [
            .speaker("discord:2"): Spend(tokens: 300, microdollars: 4_200), .speaker("discord:3"): Spend(tokens: 99),
            .place("discord:9"): Spend(tokens: 1_200), .everyone: Spend(tokens: 5_000, microdollars: 2_500_000),
        ]
        let limits = BudgetLimits(
            speaker: .init(tokens: 1_000, microdollars: 10_000), place: .init(tokens: 1_000), everyone: .init())
        let desk = desk(.scripted(spent: spent, limits: limits))
        let text = await say("budget", desk)
        #expect(text.contains("You: 300 tokens, $0.0042; 700 of 1000 tokens left, $0.0058 of $0.0100 left"))
        #expect(text.contains("This channel: 1200 tokens; 0 of 1000 tokens left"))
        #expect(!text.contains("5000"))
        #expect(await say("budget", desk, user: 3).contains("You: 99 tokens"))
        #expect(await say("budget", desk, user: owner).contains("Everybody: 5000 tokens, $2.5000; no limit"))
    }

    @Test func `only the owner sets limits`() async {
        let changes = House.Changes()
        let desk = desk(.scripted(changes: changes))
        let limit: [(String, CommandValue)] = [("limit", .string("channel")), ("tokens", .integer(5_000))]
        #expect(await say("budget", desk, limit, permissions: .administrator).hasPrefix("Only whoever runs me"))
        #expect(await say("budget", desk, [("tokens", .integer(5))], user: owner).hasPrefix("Say both"))
        #expect(await say("budget", desk, limit, user: owner) == "Saved: each channel may use 5000 tokens a day.")
        #expect(changes.list == ["channel 5000 by discord:1"])
    }

    // MARK: All of them

    @Test func `all are what Discord takes, in every language they have`() {
        for definition in desk().definitions {
            #expect(definition.limitFaults == [])
            #expect(definition.descriptionLocalizations?["de"] != nil, "\(definition.name)")
            for option in definition.options ?? [] {
                #expect(option.descriptionLocalizations?["de"] != nil, "\(definition.name) \(option.name)")
                for choice in option.choices ?? [] { #expect(choice.nameLocalizations?["de"] != nil) }
            }
        }
    }

    // MARK: Words

    private func desk(_ house: House = .scripted(), state: BotState = BotState()) -> CommandDesk {
        let clock = HandClock()
        return CommandDesk(
            [
                StatusCommand(house: house, state: state),
                BotStatusCommand(house: house, state: state, openAnswers: { 4 }), MetricsCommand(house: house),
                ErrorsCommand(house: house), LogsCommand(house: house), ModelCommand(house: house),
                BudgetCommand(house: house),
            ], seal: .fixed, owners: { [1] },
            now: {
                clock.advance(.seconds(60))
                return clock.now
            })
    }

    private func say(
        _ command: String, _ desk: CommandDesk, _ options: [(String, CommandValue)] = [],
        permissions: Permissions? = [], user: Snowflake = 2
    ) async -> String {
        await desk.reply(to: .made(command, options, permissions: permissions, user: user)).text
    }

    private func logger(_ log: RecentLog) -> Logger {
        let output = LogOutput(descriptor: -1)
        return Logger(label: "acore.test") { StructuredLogHandler(label: $0, output: output, recent: log) }
    }
}
