/// Finds phrases with which a model steps out of its persona. They are
/// counted, to see which models and personas slip; the text stays as it is.
package enum CharacterBreaks {
    /// Only this much of a text is looked at.
    static let longestText = 20_000

    /// The phrases that `text` contains as whole words, each once, in the order of ``phrases``.
    package static func found(in text: String) -> [String] {
        let words = words(of: text)
        let known = Set(words)
        return phrases.filter { phrase in
            let wanted = phrase.split(separator: " ")
            return wanted.allSatisfy(known.contains) && words.indices.contains { words[$0...].starts(with: wanted) }
        }
    }

    private static func words(of text: String) -> [Substring] {
        String(text.unicodeScalars.prefix(longestText)).lowercased().replacing("’", with: "'")
            .split { !$0.isLetter && !$0.isNumber && $0 != "'" }
    }

    package static let phrases = [
        "as an ai", "i'm an ai", "i am an ai", "as a language model", "i'm a language model",
        "i don't have the ability", "i cannot", "my primary function", "i'm here to help", "i'm here to assist",
        "i'm happy to help but", "use your phone's alarm", "ask a virtual assistant",
        "let's focus on having productive", "let's have a respectful conversation", "this is a space for",
        "i don't intend any judgment", "that's all part of being human",
    ]
}
