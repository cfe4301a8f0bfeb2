import Companion
import DiscordModel
import Foundation

/// `/recall` shows what was said about something, as far as everybody who reads this channel may know it; without
/// words, what was said here in short.
struct RecallCommand: SlashCommand {
    private static let mostFound = 8
    /// A find that is this much worse than the best one is none.
    private static let leastShare = 0.4
    private static let excerptLimit = 150

    let name = "recall"
    let summary = "Shows what was said about something."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Zeigt, was über etwas gesagt wurde.")
    let permission = CommandPermission.members(.readMessageHistory)
    let cooldown: Duration? = .seconds(5)
    var options: [any CommandParameter] { [query] }

    private let query = Option<String>(
        "query", "About what; leave it out for our talk here in short.", isRequired: false, in: 1...200,
        localizations: .german("Worüber; ohne Angabe unser Gespräch hier in Kürze."))
    private let summaries: Summaries
    private let recall: Recall
    private let readers: CommandReaders

    init(summaries: Summaries, recall: Recall, readers: CommandReaders) {
        self.summaries = summaries
        self.recall = recall
        self.readers = readers
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        let viewer = try await readers.viewer(for: call)
        guard let query = try call[ifGiven: query] else {
            let known = try await summaries.summaries(of: Place.discord(call.channel, .text).id, for: viewer)
            guard !known.isEmpty else { throw Mistake("Our talk here is too short to have been summed up.") }
            return .message(.withoutPreviews(known.map(\.shown).joined(separator: "\n"), isPrivate: true))
        }
        let found = try await recall.find(query, for: viewer, at: Date(), limit: Self.mostFound)
        let best = found.first?.score ?? 0
        let useful = found.filter { $0.score >= best * Self.leastShare }
        guard !useful.isEmpty else { throw Mistake("I remember nothing about that.") }
        let lines = useful.map { "- \(line($0.ground, call))" }
        return .message(.withoutPreviews(lines.joined(separator: "\n"), isPrivate: true))
    }

    private func line(_ ground: Ground, _ call: CommandCall) -> String {
        let day = "<t:\(Int(ground.saidAt.timeIntervalSince1970)):d>"
        let words = ground.excerpt.prefix(Self.excerptLimit)
        let excerpt = String(words).escapingMarkdown + (words.count < ground.excerpt.count ? "…" : "")
        let origin = link(to: ground, call).map { " [there](<\($0)>)" } ?? ""
        return "\(day) **\(ground.title.escapingMarkdown)**: \(excerpt)\(origin)"
    }

    /// Nil for what was not said on Discord, or where nobody knows any more in which server.
    private func link(to ground: Ground, _ call: CommandCall) -> String? {
        guard let message = ground.message.flatMap({ Snowflake($0) }),
            let channel = Place(id: ground.place, kind: .text).discordChannel
        else { return nil }
        let guild = readers.hearing.guild(of: channel) ?? (channel == call.channel ? call.guild : nil)
        guard guild != nil || channel == call.channel else { return nil }
        return "https://discord.com/channels/\(guild.map(\.description) ?? "@me")/\(channel)/\(message)"
    }
}
