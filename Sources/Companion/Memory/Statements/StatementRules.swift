/// Finds what people say of themselves, by rules: where no model can be asked, and at no cost.
///
/// Rather too little than too much: who supposes, jokes, asks, quotes or gives orders says nothing of themselves.
enum StatementRules {
    /// Characters of one turn that are looked at, and statements that one turn makes at most.
    static let lengthLimit = 2_000
    static let statementLimit = 8
    /// Characters of a statement.
    private static let textLimit = 120

    static func statements(in text: String) -> [Statement] {
        var found: [Statement] = []
        for sentence in SpokenSentence.all(in: String(text.prefix(lengthLimit))) where !sentence.isQuestion {
            guard sentence.words.allSatisfy({ !doubts.contains($0.plain) }) else { continue }
            found += statements(of: sentence)
        }
        var seen: Set<Statement> = []
        return Array(found.filter { seen.insert($0).inserted }.prefix(statementLimit))
    }

    private static func statements(of sentence: SpokenSentence) -> [Statement] {
        let words = sentence.words[...]
        var found: [Statement] = []
        var next = words.startIndex
        for start in words.indices where start >= next && begins(at: start, of: words) {
            guard words[..<start].allSatisfy({ !reporters.contains($0.plain) }) else { break }
            for pattern in patterns {
                guard let blanks = pattern.blanks(in: words[start...]),
                    let statement = statement(pattern.meaning, blanks)
                else { continue }
                found.append(statement)
                next = blanks.last?.endIndex ?? start + 1
                break
            }
        }
        return found
    }

    /// A statement begins with its clause: "well, I live in Oslo and I work at the harbour".
    private static func begins(at index: Int, of words: ArraySlice<SpokenSentence.Word>) -> Bool {
        guard index > words.startIndex else { return true }
        return words[index].beginsClause || openers.contains(words[index - 1].plain)
    }

    private static func statement(
        _ meaning: StatementPattern.Meaning, _ blanks: [ArraySlice<SpokenSentence.Word>]
    ) -> Statement? {
        let plain = blanks.map { $0.map(\.plain) }
        let first = plain.first ?? []
        guard meaning.accepts(first), first.first.map({ !pointers.contains($0) }) ?? true,
            plain.allSatisfy({ $0.allSatisfy { !orders.contains($0) } })
        else { return nil }
        let written = blanks.map(SpokenSentence.written)
        var text = meaning.text
        for (mark, blank) in zip(["$", "%"], written) { text = text.replacing(mark, with: blank) }
        guard text.count <= textLimit, !text.contains("://") else { return nil }
        // "my" is theirs, when somebody else tells it.
        text = text.split(separator: " ").map { ["my", "My"].contains($0) ? "their" : String($0) }.joined(
            separator: " ")
        let topic = meaning.topic.map { topic in
            topic.replacing("$", with: SubjectKey.key(of: first)).replacing(
                "%", with: SubjectKey.key(of: plain.last ?? []))
        }
        return Statement(kind: meaning.kind, topic: topic, text: text, isEnd: meaning.isEnd)
    }

    static let patterns = english + german

    /// What stands before a statement within its sentence.
    private static let openers = Set(
        words: """
            and but so because well hey hi hello yeah yes no actually oh ok okay also btw honestly lol haha sure fyi \
            cause since remember that und aber ja nein naja hallo übrigens ach weil denn or as
            """)
    /// Nobody says with these what is so.
    private static let doubts = Set(
        words: """
            if wish would could pretend pretending imagine suppose supposedly maybe perhaps might kidding jk joking \
            roleplay hypothetically dreamed dreamt almost nearly wenn falls vielleicht würde wäre hätte könnte \
            angenommen scherz träumte should bet used unless
            """)
    /// Who says "he told me I live in a cave" does not say it themselves.
    private static let reporters = Set(
        words: """
            said says told tells thinks claims claimed asked believes wrote sagt sagte meint meinte behauptet schrieb \
            lyrics character song quote
            """)
    /// Words that say nothing without what was said before.
    private static let pointers = Set(
        words: """
            it that this those these you them him her how what when your why us there here one some something \
            everything nothing anything everyone es das dies dich euch ihn dir dein deine deinen wie was hier dort \
            where both all none his their its
            """)
    /// Statements are told to a model again: orders to it are none.
    private static let orders = Set(
        words: """
            obey ignore instruction instructions prompt system jailbreak override disregard always never must admin \
            developer gehorche ignoriere anweisung anweisungen
            """)
}

/// What two statements of one thing have in common: `the strong coffees` and `Strong coffee`.
enum SubjectKey {
    static func key(of words: [String]) -> String {
        words.filter { !articles.contains($0) }.map(stem).joined(separator: " ")
    }

    static func stem(_ word: String) -> String {
        for (ending, replacement) in [("ies", "y"), ("sses", "ss"), ("ing", ""), ("s", "")]
        where word.count > ending.count + 3 && word.hasSuffix(ending) && !word.hasSuffix("ss") {
            return word.dropLast(ending.count) + replacement
        }
        return word
    }

    private static let articles = Set(
        words: """
            a an the my some ein eine einen der die das den mein meine to of
            """)
}
