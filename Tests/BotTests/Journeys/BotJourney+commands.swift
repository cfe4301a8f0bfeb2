import DiscordModel
import DiscordSimulator
import Egress
import Foundation
import Inference
import Testing

/// Commands, buttons and forms as people on the simulated Discord use them.
extension BotJourney {
    /// Runs the bot in a world whose time stands still: however busy the machine is, Discord's three seconds for an
    /// answer do not pass.
    static func usingCommands(
        _ model: any LanguageModel, _ body: @escaping @Sendable (BotJourney) async throws -> Void
    ) async throws {
        let moment = Date(timeIntervalSinceNow: 60)
        try await run(model, now: { moment }, body)
    }

    /// Uses a command once it is registered, and waits for what its user sees of the complete answer.
    func use(
        _ command: String, as user: Snowflake, in channel: Snowflake, _ options: JSONObject = [:],
        files: [String: StoredFile] = [:]
    ) async throws -> InteractionOutcome {
        try await until("the commands are registered") {
            !world.commands(of: demo.bot, in: channel).isEmpty
        }
        let id = try world.use(command, as: user, in: channel, of: demo.bot, options: options, files: files)
        return try await outcome(of: id)
    }

    /// Presses the button with this label in what somebody was shown.
    func press(
        _ label: String, in shown: InteractionOutcome, as user: Snowflake, in channel: Snowflake
    ) async throws -> InteractionOutcome {
        let message = try #require(shown.original)
        let button = try #require(message.buttons.first { $0["label"]?.string == label })
        return try await outcome(
            of: try world.press(
                try #require(button["custom_id"]?.string), on: try #require(message["id"]?.snowflake), as: user,
                in: channel))
    }

    /// What stands at an address of the simulated Discord.
    func file(at address: String) async throws -> [UInt8] {
        let egress = Egress(rules: EgressRules(besides: address), agent: "test")
        return try await egress.fetch(address, FetchWish(types: ["application/json"], bytes: 16 << 20)).bytes
    }

    func outcome(
        of interaction: Snowflake, when isReached: @escaping @Sendable (InteractionOutcome) -> Bool = { _ in true }
    ) async throws -> InteractionOutcome {
        try #require(
            await world.outcome(of: interaction) { $0.answer != nil && !$0.isWaiting && isReached($0) })
    }
}

extension InteractionOutcome {
    var text: String { original?["content"]?.string ?? "" }
    var isPrivate: Bool { ((original?["flags"]?.integer ?? 0) & 64) != 0 }
}

extension JSON {
    /// All buttons of a message.
    var buttons: [JSON] { (self["components"]?.array ?? []).flatMap { $0["components"]?.array ?? [] } }
}
