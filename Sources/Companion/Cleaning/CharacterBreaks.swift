/// Finds phrases with which a model steps out of its persona. They are
/// counted, to see which models and personas slip; the text stays as it is.
package enum CharacterBreaks {
    /// Only this much of a text is looked at.
    static let longestText = 20_000

    /// The phrases that `text` contains as whole words, each once, in the order of ``phrases``.
    package static func found(in text: String) -> [String] {
        let spoken = spoken(text)
        let words = spoken.indices.filter { spoken[$0] == space }
        return zip(phrases, spokenPhrases).filter { _, phrase in
            words.contains { spoken[$0...].starts(with: phrase) }
        }.map(\.0)
    }

    private static let spokenPhrases = phrases.map(spoken)
    private static let space = UInt8(ascii: " ")

    /// In lower case, with one space around each word, as bytes: every answer is searched for every phrase.
    private static func spoken(_ text: String) -> [UInt8] {
        var words = [space]
        for scalar in text.unicodeScalars.prefix(longestText) {
            switch scalar {
            case "A"..."Z": words.append(UInt8(truncatingIfNeeded: scalar.value | 0x20))
            case "a"..."z", "0"..."9", "'": words.append(UInt8(truncatingIfNeeded: scalar.value))
            case "’": words.append(UInt8(ascii: "'"))
            // No phrase has such a letter, so any of them will do.
            case _ where !scalar.isASCII && scalar.properties.isAlphabetic: words.append(0xFF)
            default: if words.last != space { words.append(space) }
            }
        }
        return words + (words.last == space ? [] : [space])
    }

    package static let phrases = [
        "as an ai", "i'm an ai", "i am an ai", "as a language model", "i'm a language model",
        "i don't have the ability", "i cannot", "my primary function", "i'm here to help", "i'm here to assist",
        "i'm happy to help but", "use your phone's alarm", "ask a virtual assistant",
        "let's focus on having productive", "let's have a respectful conversation", "this is a space for",
        "i don't intend any judgment", "that's all part of being human",
    ]
}
