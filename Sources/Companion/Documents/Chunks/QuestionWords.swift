/// The words of a question, and how much it says when one of them is found.
struct QuestionWords {
    /// Words that are looked for. Later ones of a long question are not.
    private static let limit = 32
    /// Letters in which a word and another form of it may differ at the end: “printer” and “printers”.
    private static let endingLimit = 3
    private static let stemLength = 4

    private let words: [String]

    init(_ question: String) {
        var seen: Set<String> = []
        let all = ExcerptText(String(question.unicodeScalars.prefix(2_000))).words.map(\.plain)
        words = Array(all.filter { seen.insert($0).inserted }.prefix(Self.limit))
    }

    /// Which word of the question this is, or another form of.
    func index(of word: String) -> Int? {
        words.firstIndex(of: word) ?? words.firstIndex { Self.areForms($0, word) }
    }

    /// A small word says little, and is better than nothing.
    func weight(of index: Int) -> Int {
        guard words.indices.contains(index) else { return 0 }
        return Self.small.contains(words[index]) ? 1 : 8
    }

    private static func areForms(_ one: String, _ other: String) -> Bool {
        let (short, long) = one.utf8.count < other.utf8.count ? (one, other) : (other, one)
        return short.utf8.count >= stemLength && long.utf8.count - short.utf8.count <= endingLimit
            && long.hasPrefix(short)
    }

    private static let small = Set(
        """
        a an the of to in on at by for from with and or is are was were be been do does did can could will would should \
        has have had it its this that these those what which who how when where why i you he she we they my your me us \
        der die das den dem des ein eine einen einem einer und oder ist sind war waren zu im in am an auf mit von für \
        bei wie was wer wo wann warum ich du er sie es wir ihr mein dein kann wird werden hat haben
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
