import Foundation

/// Words to look for, in the form they are compared in: without case, accents, full width or wide gaps.
struct Phrase: Sendable, Hashable {
    let scalars: [Unicode.Scalar]

    init(_ text: some StringProtocol) {
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(text.utf8.count)
        if text.utf8.allSatisfy({ $0 < 0x80 }) {
            for byte in text.utf8 {
                Self.add(Unicode.Scalar((65...90).contains(byte) ? byte | 0x20 : byte), to: &folded)
            }
        } else {
            let plain = text.folding(
                options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            for scalar in plain.unicodeScalars { Self.add(scalar, to: &folded) }
        }
        if folded.last == " " { folded.removeLast() }
        scalars = folded
    }

    private static func add(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        switch scalar {
        case "’", "‘", "ʼ": folded.append("'")
        case _ where scalar.value <= 0x20 || scalar.value >= 0x80 && scalar.properties.isWhitespace:
            if folded.last.map({ $0 != " " }) ?? false { folded.append(" ") }
        default: folded.append(scalar)
        }
    }

    var isEmpty: Bool { scalars.isEmpty }

    /// The words between its blanks.
    var words: [Phrase] { scalars.split(separator: " ").map { Phrase(scalars: Array($0)) } }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }
}
