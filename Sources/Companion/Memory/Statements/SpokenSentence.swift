/// A sentence as the rules read it: words in lower case beside the words as they were written.
struct SpokenSentence {
    struct Word {
        /// For comparison: lower case, contractions written out.
        var plain: String
        /// As it was written: the second word of a contraction is empty, or begins with the apostrophe.
        var written: String
        /// A comma, a colon or a bracket stands before it.
        var beginsClause: Bool
        /// What its forms have in common.
        let stem: String

        init(plain: String, written: String, beginsClause: Bool) {
            self.plain = plain
            self.written = written
            self.beginsClause = beginsClause
            stem = SubjectKey.stem(plain)
        }
    }

    private(set) var words: [Word] = []
    private(set) var isQuestion = false

    /// Sentences that somebody says themselves: what they quote, and code, is left out.
    static func all(in text: String) -> [SpokenSentence] {
        SpokenText.lines(of: text).flatMap(sentences)
    }

    private static func sentences(of line: String) -> [SpokenSentence] {
        var sentences: [SpokenSentence] = []
        var sentence = SpokenSentence()
        let parts = line.split(whereSeparator: \.isWhitespace)
        for (index, part) in parts.enumerated() {
            sentence.add(part)
            let trailing = part.reversed().prefix { !$0.isLetter && !$0.isNumber }
            guard trailing.contains(where: { ".!?…".contains($0) }),
                !isAbbreviation(part, before: index + 1 < parts.count ? parts[index + 1] : "")
            else { continue }
            sentence.isQuestion = trailing.contains("?") || sentence.asks
            if !sentence.words.isEmpty { sentences.append(sentence) }
            sentence = SpokenSentence()
        }
        sentence.isQuestion = sentence.asks
        if !sentence.words.isEmpty { sentences.append(sentence) }
        return sentences
    }

    /// Whether it is a question even without its mark.
    private var asks: Bool { words.first.map { Self.askers.contains($0.plain) } ?? false }

    private static let askers = Set(
        words: """
            who what whats why how anyone anybody does did do can could should would will wer wie warum wann wo kennt \
            kann weiß qui pourquoi quién cómo
            """)

    private static func isAbbreviation(_ word: Substring, before next: Substring) -> Bool {
        guard word.last == "." else { return false }
        if ["st.", "dr.", "mr.", "mrs.", "ms.", "e.g.", "i.e.", "vs.", "z.b."].contains(word.lowercased()) {
            return true
        }
        if word.count == 2, word.first?.isUppercase == true, !next.isEmpty { return true }
        // "3. Mai", but not "I'm 27. I live in Oslo."
        return word.dropLast().allSatisfy(\.isNumber) && isCounted(next)
    }

    private static func isCounted(_ word: Substring) -> Bool {
        let plain = word.lowercased().filter(\.isLetter)
        return Months.all.contains(plain)
            || ["stock", "klasse", "semester", "platz", "mal", "etage", "lebensjahr"].contains(plain)
    }

    private mutating func add(_ part: Substring) {
        if part == ">" {  // "tea > coffee"
            words.append(Word(plain: ">", written: ">", beginsClause: false))
            breaksNext = false
            return
        }
        guard part.contains(where: { $0.isLetter || $0.isNumber }) else {
            breaksNext = true  // a dash, or a little picture
            return
        }
        let opening = part.prefix { !$0.isLetter && !$0.isNumber && !Self.kept.contains($0) }
        let trailing = part.reversed().prefix { !$0.isLetter && !$0.isNumber && !Self.kept.contains($0) }
        let written = part.dropFirst(opening.count).dropLast(min(trailing.count, part.count - opening.count))
        let begins = opening.contains { $0 != "'" } || breaksNext
        if !written.isEmpty {
            let plain = String(written).replacing("’", with: "'")
            // "Im" is "in dem" in German, and "I'm" in English.
            let isGerman = plain.lowercased() == "im" && words.contains { Self.german.contains($0.plain) }
            let parts = isGerman ? [(plain: "im", written: plain)] : Self.words(of: plain)
            for (index, word) in parts.enumerated() {
                words.append(Word(plain: word.plain, written: word.written, beginsClause: index == 0 && begins))
            }
        }
        breaksNext = written.isEmpty ? begins || !trailing.isEmpty : trailing.contains { $0 != "." && $0 != "'" }
    }

    private static let german = Set(
        words:
            "ich bin arbeite arbeit wohne wohn wir sind ist singe spiele und der die das nicht seit hab habe lebe jetzt"
    )

    private var breaksNext = false
    /// What may begin or end a word.
    private static let kept: Set<Character> = ["+", "#", "%", "€", "$", "/", "@", "<", ">", "{", "}", "&"]

    private static let contractions = [
        "im": ["i", "am"], "ive": ["i", "have"], "dont": ["do", "not"], "cant": ["can", "not"],
        "can't": ["can", "not"], "cannot": ["can", "not"], "won't": ["will", "not"], "didnt": ["did", "not"],
        "wanna": ["want", "to"], "gonna": ["going", "to"], "doesnt": ["does", "not"], "isnt": ["is", "not"],
        "wont": ["will", "not"], "iv": ["i", "have"], "ima": ["i", "am"], "livin": ["living"], "livin'": ["living"],
        "workin": ["working"], "workin'": ["working"], "studyin": ["studying"], "learnin": ["learning"],
        "playin": ["playing"], "collectin": ["collecting"], "doin": ["doing"], "luv": ["love"], "rlly": ["really"],
        "rly": ["really"], "havent": ["have", "not"], "wasnt": ["was", "not"], "weve": ["we", "have"],
        "movin": ["moving"], "gettin": ["getting"], "arent": ["are", "not"], "id": ["i", "would"],
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
