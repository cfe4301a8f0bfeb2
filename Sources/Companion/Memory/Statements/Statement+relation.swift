extension Statement {
    enum Relation { case none, repeats, contradicts }

    /// What it means for something that was known before.
    func relation(to fact: Fact) -> Relation {
        let isSameTopic = topic == fact.topic
        let mine = Wording(text)
        let theirs = Wording(fact.text)
        let isSame = mine == theirs || isSameTopic && topic != nil && mine.subject == theirs.subject
        if isEnd {
            return isSameTopic && (isSame || mine.isPart(of: theirs)) ? .contradicts : .none
        }
        if isSame { return Self.deny(text) == Self.deny(fact.text) ? .repeats : isSameTopic ? .contradicts : .none }
        guard let topic, isSameTopic else { return .none }
        // "Oslo", and later "Oslo, Norway": one says no more than the other.
        if Self.growing.contains(topic), mine.isPart(of: theirs) || theirs.isPart(of: mine) { return .repeats }
        return .contradicts
    }

    /// Topics of which people tell now more, now less.
    private static let growing: Set<String> = ["home", "work", "employer", "study", "origin", "diet", "birthday"]

    private static func deny(_ text: String) -> Bool {
        let words = text.lowercased().split(separator: " ")
        return words.contains { ["dislikes", "not", "kein", "nicht", "no"].contains($0) }
    }
}

/// The words that a statement is made of, in their order: two wordings of one thing are equal.
struct Wording: Hashable, Sendable {
    /// All of it but articles.
    private let words: [String]
    /// What it is about: without "is", "lives in" and the like.
    let subject: [String]

    init(_ text: String) {
        let key = SubjectKey.key(of: Self.words(of: text)).split(separator: " ").map(String.init)
        words = Self.ordered(key)
        subject = Self.ordered(key.filter { !Self.frames.contains($0) })
    }

    static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    static func == (first: Wording, second: Wording) -> Bool { first.words == second.words }
    func hash(into hasher: inout Hasher) { hasher.combine(words) }

    /// Whether the other says all that this says, and perhaps more.
    func isPart(of other: Wording) -> Bool {
        !subject.isEmpty && Set(subject).isSubset(of: other.subject)
    }

    /// "tea and coffee" is "coffee and tea"; "from tea to coffee" is not "from coffee to tea".
    private static func ordered(_ words: [String]) -> [String] {
        guard words.contains(where: { ["and", "or", "und", "oder"].contains($0) }),
            words.allSatisfy({ !["from", "than", "von", "als"].contains($0) })
        else { return words }
        return words.sorted()
    }

    private static let frames = Set(
        words: """
            is live in work as at for has named called lives works wohnt lebt arbeitet bei ist heißt hat with by on             namens aus come studie study studiert was habite
            """)
}
