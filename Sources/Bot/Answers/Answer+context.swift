import Companion
import DiscordModel
import Foundation

extension Answer {
    /// Who gave it, a line each, for `/why`. What it was made from is asked for then: it may be forgotten meanwhile.
    var context: [String] { ["persona: \(personaName)", "model: \(model)"] }
}

extension Ground {
    private static let shown = 120
    /// So that `/why` fits in one message.
    static let mostShown = 8

    /// - Parameter guild: where it is shown; nil in direct messages.
    func line(in guild: Snowflake?) -> String {
        let day = saidAt.formatted(.iso8601.year().month().day())
        let words = (excerpt.count <= Self.shown ? excerpt : excerpt.prefix(Self.shown) + "…").escapingMarkdown
        let title = title.escapingMarkdown
        let origin = link(in: guild).map { "[\(day)](<\($0)>)" } ?? day
        return switch kind {
        case .fact: "I know that \(title) \(words) (\(origin))"
        case .talk: "\(title) said (\(origin), \(share)): \(words)"
        case .summary: "of our talk in short (\(day)): \(words)"
        case .document: "from \(title) (\(share)): \(words)"
        case .lore: "lore of \(title) (\(share)): \(words)"
        }
    }

    private var share: String { score.formatted(.number.precision(.fractionLength(2))) }

    /// In direct messages it may be from anywhere.
    private func link(in guild: Snowflake?) -> String? {
        guard let guild, let message = message.flatMap({ Snowflake($0) }),
            let channel = Place(id: place, kind: .text).discordChannel
        else { return nil }
        return "https://discord.com/channels/\(guild)/\(channel)/\(message)"
    }
}
