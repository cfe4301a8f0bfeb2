/// One way to say something of oneself: `i live|reside in $` means "lives in $".
///
/// `a|b` is either word, `word?` may be missing, `$` takes what follows to the clause's end, `$2` at most two words.
struct StatementPattern: Sendable {
    private enum Element: Sendable {
        case word(Set<String>, isOptional: Bool)
        case blank(most: Int, isLast: Bool)
    }

    private let elements: [Element]
    let meaning: Meaning

    struct Meaning: Sendable {
        var kind: Statement.Kind
        /// `$` stands for the first blank, `%` for the second.
        var text: String
        var topic: String?
        /// Whether the first blank's words make it what it says.
        var accepts: @Sendable (_ blank: [String]) -> Bool
        var isEnd: Bool
    }

    init(
        _ pattern: String, _ text: String, as kind: Statement.Kind = .fact, topic: String? = nil, isEnd: Bool = false,
        where accepts: @escaping @Sendable (_ blank: [String]) -> Bool = { _ in true }
    ) {
        let parts = pattern.split(separator: " ")
        elements = parts.enumerated().map { index, part in
            if part.first == "$" {
                return .blank(most: Int(part.dropFirst()) ?? ClauseEnd.mostWords, isLast: index == parts.count - 1)
            }
            let isOptional = part.last == "?"
            let words = (isOptional ? part.dropLast() : part).split(separator: "|").map(String.init)
            return .word(Set(words), isOptional: isOptional)
        }
        meaning = Meaning(kind: kind, text: text, topic: topic, accepts: accepts, isEnd: isEnd)
    }

    /// What fills the blanks where the pattern begins at this word; nil where it does not fit.
    func blanks(in words: ArraySlice<SpokenSentence.Word>) -> [ArraySlice<SpokenSentence.Word>]? {
        Self.match(elements[...], words)
    }

    private static func match(
        _ elements: ArraySlice<Element>, _ words: ArraySlice<SpokenSentence.Word>
    ) -> [ArraySlice<SpokenSentence.Word>]? {
        guard let element = elements.first else { return [] }
        let rest = elements.dropFirst()
        switch element {
        case .word(let allowed, let isOptional):
            if let word = words.first, allowed.contains(word.plain), let found = match(rest, words.dropFirst()) {
                return found
            }
            return isOptional ? match(rest, words) : nil
        case .blank(let most, true):
            let blank = ClauseEnd.clause(words)
            return blank.isEmpty || blank.count > most ? nil : [blank]
        case .blank(let most, false):
            for count in 1...max(1, most) where count < words.count {
                let blank = words.prefix(count)
                guard !blank.dropFirst().contains(where: \.beginsClause) else { return nil }
                if let found = match(rest, words.dropFirst(count)) { return [blank] + found }
            }
            return nil
        }
    }
}

/// Where what somebody says of themselves ends.
enum ClauseEnd {
    static let mostWords = 10

    static func clause(_ words: ArraySlice<SpokenSentence.Word>) -> ArraySlice<SpokenSentence.Word> {
        var end = words.startIndex
        // Whoever goes on for longer says too much for a fact: a few words more are enough to tell.
        let limit = min(words.endIndex, words.startIndex + mostWords + 4)
        while end < limit, end == words.startIndex || !isEnd(at: end, of: words) { end += 1 }
        var clause = words[words.startIndex..<end]
        while let last = clause.last, fillers.contains(last.plain) { clause.removeLast() }
        return clause
    }

    private static func isEnd(at index: Int, of words: ArraySlice<SpokenSentence.Word>) -> Bool {
        guard !words[index].beginsClause, !conjunctions.contains(words[index].plain) else { return true }
        guard ["and", "or", "und", "oder"].contains(words[index].plain) else { return false }
        let next = index + 1
        return next >= words.endIndex || subjects.contains(words[next].plain)
    }

    private static let conjunctions = Set(
        words: """
            but because so when while since which who though although if cause cuz where then until aber weil denn \
            wenn während seit obwohl dass damit
            """)
    private static let subjects = Set(
        words: """
            i my we you he she they it am this that there our ich mein meine wir du er sie es have work live love \
            like hate arbeite wohne habe bin
            """)
    private static let fillers = Set(
        words: """
            now too though lol btw atm currently haha right these days actually really also xd tho anymore more any \
            nowadays today a lot very much so jetzt auch übrigens gerade mehr sehr gern gerne total please thanks and \
            or und anyway
            """)
}

extension Set<String> {
    /// Words with spaces between them.
    init(words: String) { self.init(words.split(separator: " ").map(String.init)) }
}
