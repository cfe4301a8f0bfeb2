import AsyncHTTPClient
import Companion
import Discord
import DiscordModel
import DiscordSimulator
import Inference
import Telemetry
import Testing

@testable import Bot

/// What people do with commands that they should not, and what comes of it.
@Suite(.timeLimit(.minutes(5))) struct CommandSafetyJourneyTests {
    @Test(arguments: ["help:Talk", "topic", String(repeating: "A", count: 100), "clear_history", "💥"])
    func `a button that nobody sealed does nothing, politely`(_ customID: String) async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text("Hi."))) { journey in
            let general = journey.demo.general
            let message = try await plant(customID, in: journey)
            let press = try journey.world.press(customID, on: message, as: journey.demo.cleo, in: general)
            let answer = try await journey.outcome(of: press)
            #expect(answer.text == "I don't know that any more. Use the command again.")
            #expect(answer.isPrivate)
        }
    }

    @Test func `another bot's key opens nothing`() async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text("Hi."))) { journey in
            let (general, ben) = (journey.demo.general, journey.demo.ben)
            let sealed = try Seal.fixed.close("clear_history", "forget", for: ben, lasting: .seconds(60))
            let message = try await plant(sealed, in: journey)
            let press = try journey.world.press(sealed, on: message, as: ben, in: general)
            let answer = try await journey.outcome(of: press)
            #expect(answer.text == "I don't know that any more. Use the command again.")
        }
    }

    @Test func `help is turned over by who asked for it, and shows them what they may`() async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text("Hi."))) { journey in
            let (general, cleo) = (journey.demo.general, journey.demo.cleo)
            let help = try await journey.use("help", as: cleo, in: general)
            let message = try #require(help.original)
            let menu = try #require(message.buttons.first)
            let topics = (menu["options"]?.array ?? []).compactMap { $0["value"]?.string }
            #expect(topics.contains("Talk") && topics.contains("Memory"))
            let (id, customID) = (try #require(message["id"]?.snowflake), try #require(menu["custom_id"]?.string))
            let turned = try journey.world.press(customID, on: id, as: cleo, in: general, choosing: ["Memory"])
            let after = try #require(try await journey.outcome(of: turned).original)
            let page = try #require(after["embeds"]?[0])
            #expect(page["title"] == "Memory")
            #expect(page["description"]?.string?.contains("/export_chat") == true)
            #expect(page["description"]?.string?.contains("/import_chat") == false)
            let resealed = try #require(after.buttons.first?["custom_id"]?.string)
            let stranger = try journey.world.press(
                resealed, on: id, as: journey.demo.ada, in: general, choosing: ["Memory"])
            let refusal = try await journey.outcome(of: stranger)
            #expect(refusal.text.hasPrefix("That is for somebody else."))
        }
    }

    @Test(arguments: [
        String(repeating: "x", count: 4_000), String(repeating: "👩‍👩‍👧‍👦", count: 300), "@everyone @here <@&1> <@1>",
        "```\n``` **_~~||",
        "\u{202E}gnirts\u{0}", "   ",
    ])
    func `whatever is said is answered once, and nobody is notified`(_ text: String) async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel { .text($0.messages.last?.text ?? "") }) { journey in
            let general = journey.demo.general
            _ = try await journey.use("chat", as: journey.demo.cleo, in: general, ["message": .string(text)])
            try await until("it is complete") {
                let turns = try await journey.conversations.history(of: "discord:\(general)", limit: 9)
                return turns.count == 2 || !journey.world.messages(in: general).isEmpty && turns.isEmpty
            }
            for message in journey.world.messages(in: general) {
                #expect(message["mention_everyone"]?.bool == false)
                #expect(message["mention_roles"]?.array?.isEmpty != false)
                #expect((message["content"]?.string?.unicodeScalars.count ?? 0) <= 2_000)
            }
        }
    }

    @Test(arguments: ["metrics", "errors", "logs"])
    func `what is for who runs the bot is for nobody else`(_ command: String) async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text("Hi."))) { journey in
            let general = journey.demo.general
            for person in [journey.demo.ben, journey.demo.cleo] {
                let answer = try await journey.use(command, as: person, in: general)
                #expect(answer.text == "Only whoever runs me may use /\(command).")
                #expect(answer.isPrivate)
                #expect(answer.original?["attachments"]?.array?.isEmpty != false)
            }
            let owner = try await journey.use(command, as: journey.demo.ada, in: general)
            #expect(!owner.text.hasPrefix("Only"))
            #expect(owner.isPrivate)
        }
    }

    @Test func `limits and models are chosen by who runs the bot only`() async throws {
        try await BotJourney.usingCommands(ScriptedLanguageModel(.text("Hi."))) { journey in
            let (general, cleo) = (journey.demo.general, journey.demo.cleo)
            let budget: JSONObject = ["limit": "everybody", "tokens": 0]
            let limit = try await journey.use("budget", as: cleo, in: general, budget)
            #expect(limit.text.hasPrefix("Only whoever runs me"))
            let model = try await journey.use("model", as: cleo, in: general, ["choose": "embedded"])
            #expect(model.text.hasPrefix("Only whoever runs me"))
            let state = try await journey.use("botstatus", as: cleo, in: general)
            #expect(state.text.hasPrefix("Only administrators"))
            let status = try await journey.use("status", as: cleo, in: general)
            #expect(status.text.contains("Acore"))
            let shown = try await journey.use("botstatus", as: journey.demo.ada, in: general)
            #expect(shown.original?["embeds"]?[0] != nil)
        }
    }

    /// A message of the bot with a button of somebody else's making.
    private func plant(_ customID: String, in journey: BotJourney) async throws -> Snowflake {
        var settings = DiscordClient.Settings(token: Secret(journey.demo.token), version: "test")
        settings.baseURL = journey.address
        let client = DiscordClient(settings, http: .shared)
        var message = MessageRequest()
        message.content = "Look here."
        message.components = [.row(.button("Press me", customID))]
        let id = try await client.send(message, to: journey.demo.general).id
        await client.close()
        return id
    }
}
