import Foundation

/// The words of a text as they are looked up: folded, stemmed, without those that say nothing.
///
/// A message of a few words does not show its language, so all languages share one way: what is asked and what is
/// looked through are cut alike. Scripts without spaces are cut into pairs of characters.
enum Terms {
    /// Terms of a text that are kept.
    static let most = 600
    private static let longest = 40

    static func of(_ text: String) -> [String] {
        var terms: [String] = []
        for word in words(of: text) where terms.count < most {
            if let first = word.unicodeScalars.first, isDense(first) {
                terms += pairs(of: word)
            } else if !StopWords.all.contains(word), word.count > 1 || word.first?.isNumber == true {
                terms.append(Stem.of(word))
            }
        }
        return terms
    }

    /// Lower case, without accents.
    static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasDense = false
        func end() {
            if !word.isEmpty { words.append(String(word.prefix(longest))) }
            word = ""
        }
        for scalar in folded(text).unicodeScalars {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                // “don't” is a word.
                if scalar != "'" && scalar != "’" { end() }
                continue
            }
            let isDense = isDense(scalar)
            if isDense != wasDense { end() }
            wasDense = isDense
            word.unicodeScalars.append(scalar)
        }
        end()
        return words
    }

    private static func folded(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .replacing("ß", with: "ss").lowercased()
    }

    private static func pairs(of word: String) -> [String] {
        let characters = Array(word)
        guard characters.count > 1 else { return [word] }
        return zip(characters, characters.dropFirst()).map { String([$0, $1]) }
    }

    /// Written without spaces between words.
    private static func isDense(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xAC00...0xD7AF, 0x20000...0x2FA1F:
            true
        default: false
        }
    }
}
