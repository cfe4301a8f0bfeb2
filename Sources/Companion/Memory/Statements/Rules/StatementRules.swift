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
        for sentence in serious(in: text) {
            let said = statements(of: sentence)
            found += said
            if !said.contains(where: { $0.topic == "home" }), let home = home(in: sentence) { found.append(home) }
        }
        var seen: Set<Statement> = []
        return Array(found.filter { seen.insert($0).inserted }.prefix(statementLimit))
    }

    /// Sentences that say what is so: none where all of it is a joke.
    static func serious(in text: String) -> [SpokenSentence] {
        let sentences = SpokenSentence.all(in: String(text.prefix(lengthLimit)))
        guard !sentences.contains(where: { $0.words.contains { jokes.contains($0.plain) } }) else { return [] }
        return sentences.filter { sentence in
            !sentence.isQuestion && sentence.words.allSatisfy { !unreal.contains($0.plain) }
        }
    }

    private static func statements(of sentence: SpokenSentence) -> [Statement] {
        let words = sentence.words[...]
        var found: [Statement] = []
        var next = words.startIndex
        for start in words.indices where start >= next {
            guard words[..<start].allSatisfy({ !reporters.contains($0.plain) }) else { break }
            let begins = begins(at: start, of: words)
            let isOwn = words[..<start].allSatisfy { !others.contains($0.plain) }
            guard begins || isOwn else { continue }
            for pattern in patterns where begins || pattern.isAnywhere {
                guard let blanks = pattern.blanks(in: words[start...]) else { continue }
                let end = max(start + 1, blanks.map(\.endIndex).max() ?? start + 1)
                guard !isDoubted(words[..<end]), !isOver(words[end...]), !isPast(words[..<start]),
                    begins || !isDenied(words[..<start]),
                    let statement = statement(pattern.meaning, blanks)
                else { continue }
                found.append(statement)
                next = end
                break
            }
        }
        return found
    }

    /// Whether what was said so far is supposed, wished or dreamt.
    static func isDoubted(_ words: ArraySlice<SpokenSentence.Word>) -> Bool {
        words.contains { doubts.contains($0.plain) }
    }

    /// "Used to": within the clause, for what follows it is so again.
    private static func isPast(_ words: ArraySlice<SpokenSentence.Word>) -> Bool {
        let clause =
            words.lastIndex { $0.beginsClause || ["now", "but", "jetzt"].contains($0.plain) } ?? words.startIndex
        return words[clause...].contains { ["used", "früher", "formerly"].contains($0.plain) }
    }

    /// "My French class is over": in the same clause.
    private static func isOver(_ words: ArraySlice<SpokenSentence.Word>) -> Bool {
        words.prefix(4).prefix { !$0.beginsClause && !["and", "but", "und", "aber"].contains($0.plain) }
            .contains { EndCues.after.contains($0.plain) }
    }

    /// "Not as a nurse", "my last day as a nurse".
    private static func isDenied(_ words: ArraySlice<SpokenSentence.Word>) -> Bool {
        words.suffix(4).contains { over.contains($0.plain) }
    }

    /// A statement begins with its clause: "well, I live in Oslo and I work at the harbour".
    private static func begins(at index: Int, of words: ArraySlice<SpokenSentence.Word>) -> Bool {
        guard index > words.startIndex else { return true }
        let before = words[index - 1].plain
        if before == "that" || before == "dass" {
            return index - 1 > words.startIndex && noted.contains(words[index - 2].plain)
        }
        return words[index].beginsClause || openers.contains(before)
    }

    private static func statement(
        _ meaning: StatementPattern.Meaning, _ blanks: [ArraySlice<SpokenSentence.Word>]
    ) -> Statement? {
        let plain = blanks.map { $0.map(\.plain) }
        var text = meaning.text
        for (mark, blank) in zip(["$", "%"], blanks) {
            text = text.replacing(mark, with: SpokenSentence.written(blank))
        }
        guard text.count <= textLimit else { return nil }
        // "my" is theirs, when somebody else tells it.
        text = text.split(separator: " ").map { ["my", "My"].contains($0) ? "their" : String($0) }.joined(
            separator: " ")
        let topic = meaning.topic.map { topic in
            zip(["$", "%"], plain).reduce(topic) { $0.replacing($1.0, with: SubjectKey.key(of: $1.1)) }
        }
        return Statement(kind: meaning.kind, topic: topic, text: text, isEnd: meaning.isEnd)
    }

    static let patterns = english + german + french + spanish

    /// What stands before a statement within its sentence.
    private static let openers = Set(
        words: """
            and but so because well hey hi hello yeah yes no actually oh ok okay also btw honestly lol haha sure fyi \
            cause remember now today yesterday recently finally still wow omg ugh tbh ngl fr yep yup nah anyway cuz \
            currently und aber ja nein naja hallo übrigens ach weil denn also jetzt heute endlich et mais y pero
            """)
    /// "Remember that" opens a statement, "the guy that" does not.
    private static let noted = Set(
        words: "remember note know fact mention mentioned forget said merk merke wisst weißt")
    /// All that is said beside these is none of it meant.
    private static let jokes = Set(
        words: "jk jks j/k /s /j /jk /sarcasm /joke kidding joking sarcasm sarcastic scherz witz satire")
    /// What is said beside these is said of somebody invented.
    private static let unreal = Set(
        words: """
            oc ocs character characters npc lvl ingame in-game roleplay roleplaying rp paladin warlock elf dwarf orc \
            wizard sims lyrics stufe charakter horoscope apparently supposedly allegedly hypothetically theoretically \
            game quiz quest raid campaign dnd d&d zodiac nightmare tarot spiel traum theorie
            """)
    /// Nobody says with these what is so.
    private static let doubts = Set(
        words: """
            if wish would could pretend pretending imagine suppose supposedly maybe perhaps might hypothetically \
            theoretically dreamed dreamt almost nearly according wenn vielleicht würde würd wäre wär hätte hätt könnte \
            angenommen träumte should bet unless basically practically spiritually emotionally mentally apparently \
            technically secretly sollte müsste als-ob quasi si quand cuando imaginez
            """)
    /// What stands behind them within a clause is not so, or no longer.
    private static let over = Set(
        words: """
            not no never nicht kein keine without nie last quit quitting left leaving stopped former formerly ex retired \
            resigned gave after spent done goodbye bye sold dropped letzter letzte
            """)
    /// What stands behind them within a clause is said of them.
    private static let others = Set(
        words: """
            he she they his her their who friend friends buddy colleague coworker roommate neighbour neighbor boss \
            everyone people somebody someone brother sister mom mum dad mother father cousin wife husband girlfriend \
            boyfriend uncle aunt grandma grandpa guy girl dude kid kids you your er sie freund freundin kollege kollegin \
            bruder schwester nachbar nachbarin chef chefin mama papa du dein deine ihr
            """)
    /// Who says "he told me I live in a cave" does not say it themselves.
    private static let reporters = Set(
        words: """
            said says told tells thinks claims claimed asked believes wrote goes sagt sagte meint meinte behauptet \
            schrieb gesagt gemeint dit dice song quote
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
            a an the my their some ein eine einen der die das den mein meine to of
            """)
}
