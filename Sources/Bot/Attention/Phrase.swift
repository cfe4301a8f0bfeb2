import Foundation

/// Words to look for, in the form they are compared in: without case, accents, full width or wide gaps.
struct Phrase: Sendable, Hashable {
    let scalars: [Unicode.Scalar]

    init(_ text: some StringProtocol) {
        var folded: [Unicode.Scalar] = []
        for scalar in Self.fold(text).unicodeScalars {
            switch scalar {
            case "’", "‘", "ʼ": folded.append("'")
            case _ where scalar.properties.isWhitespace:
                if folded.last.map({ $0 != " " }) ?? false { folded.append(" ") }
            default: folded.append(scalar)
            }
        }
        if folded.last == " " { folded.removeLast() }
        scalars = folded
    }

    var isEmpty: Bool { scalars.isEmpty }

    /// The words between its blanks.
    var words: [Phrase] { scalars.split(separator: " ").map { Phrase(scalars: Array($0)) } }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private static func fold(_ text: some StringProtocol) -> String {
        text.utf8.allSatisfy { $0 < 0x80 }
            ? text.lowercased()
            : text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }
}
