import Companion
import DiscordModel

/// `/why` tells why the bot answered a message of this channel or stayed silent, and what the answer was made from.
struct WhyCommand: SlashCommand {
    let name = "why"
    let summary = "Tells why I answered, or didn't."
    let topic = CommandTopic.talk
    let localizations = Localizations.german("Sagt, warum ich geantwortet habe oder nicht.")
    let message = Option<String>(
        "message", "A link to the message, or its id; without it the last one here.", isRequired: false, in: 1...200,
        localizations: .german("Ein Link zur Nachricht oder ihre ID; ohne Angabe die letzte hier."))
    var options: [any CommandParameter] { [message] }

    private let entry: @Sendable (_ message: Snowflake?, _ channel: Snowflake) -> DecisionLog.Entry?
    private let grounds: @Sendable (_ message: Snowflake, _ channel: Snowflake) async throws -> [Ground]

    /// - Parameters:
    ///   - entry: what was decided about a message of a channel, or about its last one.
    ///   - grounds: what the answer to a message was made from, as far as it is not forgotten.
    init(
        entry: @escaping @Sendable (_ message: Snowflake?, _ channel: Snowflake) -> DecisionLog.Entry?,
        grounds: @escaping @Sendable (_ message: Snowflake, _ channel: Snowflake) async throws -> [Ground] = { _, _ in
            []
        }
    ) {
        self.entry = entry
        self.grounds = grounds
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        let wanted = try call[ifGiven: message].map(Self.id)
        guard let entry = entry(wanted, call.channel) else {
            return .onlyToYou("I remember nothing about that. I keep the last few messages of a channel only.")
        }
        let link = call.guild.map { "https://discord.com/channels/\($0)/\(call.channel)/\(entry.message)" }
        let head = entry.isAnswered ? "I answered" : "I stayed silent"
        let lines = ["\(head)\(link.map { " [that message](<\($0)>)" } ?? ""): \(entry.reason.sentence)"]
        let grounds = entry.isAnswered ? try await grounds(entry.message, call.channel) : []
        let context = entry.context + grounds.prefix(Ground.mostShown).map { $0.line(in: call.guild) }
        return .onlyToYou((lines + context.map { "- \($0)" }).joined(separator: "\n"))
    }

    /// The id at the end of a link, or an id.
    private static func id(_ text: String) throws -> Snowflake {
        guard let id = text.split(separator: "/").last.flatMap({ Snowflake($0) }) else {
            throw Mistake("That is no link to a message. Use “Copy Message Link” on it.")
        }
        return id
    }
}
