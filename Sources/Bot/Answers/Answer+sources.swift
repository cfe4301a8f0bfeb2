import Companion
import DiscordModel

extension Answer {
    /// As many as an answer is made from at most.
    private static let mostSources = 3

    /// The card beneath it that says which documents it is from: those that it cites, or all where it cites none.
    var sources: Embed? {
        let given = grounds.filter { $0.kind == .document && $0.number != nil }
        guard !given.isEmpty else { return nil }
        let numbers = Citations.numbers(in: text)
        let cited = given.filter { $0.number.map(numbers.contains) == true }
        var embed = Embed()
        embed.title = "Sources"
        embed.fields = (cited.isEmpty ? given : cited).prefix(Self.mostSources).map(\.field)
        return embed
    }
}

extension Ground {
    /// Code points that are shown; escaped, they are twice as many, and Discord takes 256 and 1,024.
    private static let titleLimit = 110
    private static let excerptShown = 200

    fileprivate var field: EmbedField {
        var field = EmbedField()
        // A number from a database is any number.
        let share = score.isFinite ? Int((min(max(score, 0), 1) * 100).rounded()) : 0
        let title = title.harmless(upTo: Self.titleLimit)
        field.name = "[\(number ?? 0)] \(title) · \(share) %"
        // What begins a line may be a list or a heading; a quotation mark never is.
        field.value = "“\(excerpt.harmless(upTo: Self.excerptShown))”"
        return field
    }
}

extension String {
    /// On one line, as Discord shows it letter by letter, without characters that nobody sees.
    fileprivate func harmless(upTo limit: Int) -> String {
        let seen = unicodeScalars.prefix(2 * limit).map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse: " "
            default: scalar
            }
        }
        let line = String(String.UnicodeScalarView(seen)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isCut = line.unicodeScalars.count > limit
        let shown = isCut ? String(line.unicodeScalars.prefix(limit - 1)) + "…" : line
        return shown.escapingMarkdown
    }
}
