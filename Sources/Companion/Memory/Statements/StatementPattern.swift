/// One way to say something of oneself: `i live|reside in $` means "lives in $".
///
/// `a|b` is either word, `word?` may be missing, `.` is where a clause ends, `,` where
/// a mark stands, `$` takes what its shape takes: at the
/// pattern's end up to the clause's end, elsewhere up to the next word.
struct StatementPattern: Sendable {
    private enum Element: Sendable {
        case word(Set<String>, isOptional: Bool)
        case blank(BlankShape, isLast: Bool)
        case end, comma
    }

    private let elements: [Element]
    let meaning: Meaning
    /// Whether it may begin within a clause.
    let isAnywhere: Bool

    struct Meaning: Sendable {
        var kind: Statement.Kind
        /// `$` stands for the first blank, `%` for the second.
        var text: String
        var topic: String?
        var isEnd: Bool
    }

    /// - Parameter shapes: of the blanks, in order; a blank without one takes any words.
    init(
        _ pattern: String, _ text: String, _ shapes: BlankShape..., as kind: Statement.Kind = .fact,
        topic: String? = nil, isEnd: Bool = false, isAnywhere: Bool = false
    ) {
        let parts = pattern.split(separator: " ")
        var left = shapes[...]
        elements = parts.enumerated().map { index, part in
            if part == "$" { return .blank(left.popFirst() ?? .thing, isLast: index == parts.count - 1) }
            if part == "." { return .end }
            if part == "," { return .comma }
            let isOptional = part.last == "?"
            let words = (isOptional ? part.dropLast() : part).split(separator: "|").map(String.init)
            return .word(Set(words), isOptional: isOptional)
        }
        meaning = Meaning(kind: kind, text: text, topic: topic, isEnd: isEnd)
        self.isAnywhere = isAnywhere
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
        case .end:
            return ClauseEnd.isEnd(of: words) ? match(rest, words) : nil
        case .comma:
            return words.first?.beginsClause == true ? match(rest, words) : nil
        case .blank(let shape, true):
            return shape.taken(from: ClauseEnd.clause(words)).map { [$0] }
        case .blank(let shape, false):
            for count in 1...ClauseEnd.mostWords where count <= words.count {
                let blank = words.prefix(count)
                guard !blank.dropFirst().contains(where: \.beginsClause) else { return nil }
                if shape.taken(from: blank)?.count == count, let found = match(rest, words.dropFirst(count)) {
                    return [blank] + found
                }
            }
            return nil
        }
    }
}

/// Where what somebody says of themselves ends.
enum ClauseEnd {
    static let mostWords = 8

    static func clause(_ words: ArraySlice<SpokenSentence.Word>) -> ArraySlice<SpokenSentence.Word> {
        var end = words.startIndex
        // Whoever goes on for longer says too much for a fact: a few words more are enough to tell.
        let limit = min(words.endIndex, words.startIndex + mostWords + 4)
        while end < limit, end == words.startIndex || !isEnd(at: end, of: words) { end += 1 }
        var clause = words[words.startIndex..<end]
        while let last = clause.last, fillers.contains(last.plain) { clause.removeLast() }
        return clause
    }

    /// Whether nothing follows that belongs to what was said so far.
    static func isEnd(of words: ArraySlice<SpokenSentence.Word>) -> Bool {
        guard let next = words.first else { return true }
        return next.beginsClause || fillers.contains(next.plain) || conjunctions.contains(next.plain)
    }

    private static func isEnd(at index: Int, of words: ArraySlice<SpokenSentence.Word>) -> Bool {
        guard !words[index].beginsClause, !conjunctions.contains(words[index].plain) else { return true }
        guard ["and", "or", "und", "oder", "et", "y"].contains(words[index].plain) else { return false }
        let next = index + 1
        return next >= words.endIndex || subjects.contains(words[next].plain)
    }

    private static let conjunctions = Set(
        words: """
            but because so when while since which who though although if cause cuz where then until aber weil denn \
            > wenn während seit obwohl dass damit depuis mais parce porque pero desde cos bc
            """)
    private static let subjects = Set(
        words: """
            i my we you he she they it am this that there our ich mein meine wir du er sie es have work live love \
            like hate arbeite wohne habe bin je yo the was were is are will can not do just still also yes no now \
            got get have
            """)
    private static let fillers = Set(
        words: """
            now too though lol btw atm currently haha right these days actually really also xd tho anymore more any \
            nowadays today a lot very much so jetzt auch übrigens gerade mehr sehr gern gerne total please thanks and \
            or und anyway rn fyi here again yet since w as hier grad pls already et y
            """)
}

extension Set<String> {
    /// Words with spaces between them.
    init(words: String) { self.init(words.split(whereSeparator: \.isWhitespace).map(String.init)) }
}
