/// What the texts of commands must be like.
enum CommandText {
    /// Lower case letters, digits, `-`, `_` and `'`, in any writing.
    ///
    /// <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-naming>
    static func nameFaults(_ names: [String]) -> [String] {
        names.compactMap { name in
            let isRight =
                (1...32).contains(name.unicodeScalars.count) && name.unicodeScalars.allSatisfy(isAllowed)
                && name == name.lowercased()
            return isRight ? nil : "“\(name)” is no name for a command or an option"
        }
    }

    static func lengthFaults(_ texts: [String], _ what: String, _ range: ClosedRange<Int>) -> [String] {
        texts.compactMap { text in
            let count = text.unicodeScalars.count
            return range.contains(count)
                ? nil : "the \(what) has \(count) characters, not \(range.lowerBound) to \(range.upperBound)"
        }
    }

    static func longest(_ text: String, _ translations: [String: String]?) -> Int {
        ([text] + (translations ?? [:]).values).map(\.unicodeScalars.count).max() ?? 0
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            true
        // The vowel signs of Devanagari and Thai are marks, not letters.
        default:
            "-_'".unicodeScalars.contains(scalar) || (0x0900...0x097F).contains(scalar.value)
                || (0x0E00...0x0E7F).contains(scalar.value)
        }
    }
}
