/// A sentence as the rules read it: words in lower case beside the words as they were written.
struct SpokenSentence {
    struct Word {
        /// For comparison: lower case, contractions written out.
        var plain: String
        /// As it was written: the second word of a contraction is empty, or begins with the apostrophe.
        var written: String
        /// A comma, a colon or a bracket stands before it.
        var beginsClause: Bool
    }

    private(set) var words: [Word] = []
    private(set) var isQuestion = false

    /// Sentences that somebody says themselves: what they quote, and code, is left out.
    static func all(in text: String) -> [SpokenSentence] {
        var sentences: [SpokenSentence] = []
        for line in spoken(text).split(whereSeparator: \.isNewline) where line.first != ">" {
            var sentence = SpokenSentence()
            func end() {
                if !sentence.words.isEmpty { sentences.append(sentence) }
                sentence = SpokenSentence()
            }
            for part in line.split(separator: " ") {
                sentence.add(part)
                guard let last = part.last, ".!?…".contains(last), !isAbbreviation(part) else { continue }
                sentence.isQuestion = last == "?"
                end()
            }
            end()
        }
        return sentences
    }

    /// Without code, quotations in quotation marks, and `*what is played*`.
    private static func spoken(_ text: String) -> String {
        var kept = ""
        var closing: Character?
        for character in text {
            if let end = closing {
                if character == end || character == "\n" && end != "`" { closing = nil }
                continue
            }
            if let end = quotes[character] {
                closing = end
                kept.append(" ")
            } else {
                kept.append(character)
            }
        }
        return kept
    }

    private static let quotes: [Character: Character] = [
        "\"": "\"", "“": "”", "„": "“", "«": "»", "`": "`", "*": "*",
    ]

    private static func isAbbreviation(_ word: Substring) -> Bool {
        ["st.", "dr.", "mr.", "mrs.", "ms.", "e.g.", "i.e.", "vs.", "z.b."].contains(word.lowercased())
            || word.count == 2 && word.first?.isUppercase == true
            || word.dropLast().allSatisfy(\.isNumber) && word.last == "."
    }

    private mutating func add(_ part: Substring) {
        let opening = part.prefix { Self.breaks.contains($0) }
        let trailing = part.reversed().prefix { Self.breaks.contains($0) || ".!?…".contains($0) }
        let written = part.dropFirst(opening.count).dropLast(min(trailing.count, part.count - opening.count))
        let begins = !opening.isEmpty || breaksNext
        if !written.isEmpty {
            for (index, word) in Self.words(of: String(written).replacing("’", with: "'")).enumerated() {
                words.append(Word(plain: word.plain, written: word.written, beginsClause: index == 0 && begins))
            }
        }
        breaksNext = written.isEmpty ? begins || !trailing.isEmpty : trailing.contains { Self.breaks.contains($0) }
    }

    private var breaksNext = false
    private static let breaks: Set<Character> = [",", ";", ":", "(", ")", "—", "–", "-", "[", "]"]

    private static let contractions = [
        "im": ["i", "am"], "ive": ["i", "have"], "dont": ["do", "not"], "cant": ["can", "not"],
        "can't": ["can", "not"], "cannot": ["can", "not"], "won't": ["will", "not"], "didnt": ["did", "not"],
        "wanna": ["want", "to"], "gonna": ["going", "to"],
    ]

    private static func words(of written: String) -> [(plain: String, written: String)] {
        let plain = written.lowercased()
        if let parts = contractions[plain] { return parts.enumerated().map { ($1, $0 == 0 ? written : "") } }
        for (ending, full) in endings where plain.hasSuffix(ending) && plain.count > ending.count {
            let base = written.dropLast(ending.count)
            return [(base.lowercased(), String(base)), (full, String(written.suffix(ending.count)))]
        }
        return [(plain, written)]
    }

    private static let endings = [
        ("n't", "not"), ("'m", "am"), ("'re", "are"), ("'ve", "have"), ("'d", "would"), ("'ll", "will"), ("'s", "is"),
    ]

    /// As they were written, side by side.
    static func written(_ words: ArraySlice<Word>) -> String {
        words.reduce(into: "") { text, word in
            guard !word.written.isEmpty else { return }
            let isAttached = text.isEmpty || word.written.first == "'" || word.written == "n't"
            text += isAttached ? word.written : " " + word.written
        }
    }
}
