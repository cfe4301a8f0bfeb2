/// A fact, as a turn may say that it is over.
struct EndedFact {
    let fact: Fact
    /// The words that it is about, and which of them say it alone.
    let keys: [String]

    /// - Returns: nil for what nobody ends in passing.
    init?(_ fact: Fact) {
        let head = fact.topic?.split(separator: " ").first.map(String.init) ?? ""
        guard !["name", "pronouns", "origin", "birthplace", "childhood", "allergy"].contains(head),
            !Wording.words(of: fact.text).contains(where: { ["dislikes", "not", "kein", "mag"].contains($0) })
        else { return nil }
        self.fact = fact
        keys = Wording(fact.text).subject.filter {
            !EndCues.general.contains($0) && ($0.count > 1 || $0.first?.isNumber == true)
        }
        guard !keys.isEmpty else { return nil }
    }

    func isMentioned(in words: ArraySlice<SpokenSentence.Word>) -> Bool {
        !mentions(in: words).isEmpty
    }

    /// Where the words stand, if enough of them stand there.
    private func mentions(in words: ArraySlice<SpokenSentence.Word>) -> [Int] {
        let found = words.indices.filter { index in
            keys.contains { $0 == words[index].stem || Self.isForm($0, words[index].stem) }
        }
        let distinct = Set(found.map { words[$0].stem })
        let hasFirst = distinct.contains { stem in
            keys.first == stem || keys.first.map { Self.isForm($0, stem) } == true
        }
        let isGoal = fact.text.hasPrefix("wants to") && words.contains { ["goal", "dream", "plan"].contains($0.plain) }
        return hasFirst || isGoal || distinct.count * 2 >= keys.count ? found : []
    }

    /// "teacher" and "teaching".
    private static func isForm(_ first: String, _ second: String) -> Bool {
        let least = min(first.count, second.count)
        return least >= 5 && first.prefix(least - 1) == second.prefix(least - 1) && abs(first.count - second.count) <= 3
    }

    func isEnded(in words: [SpokenSentence.Word]) -> Bool {
        let found = mentions(in: words[...])
        guard let first = found.first, let last = found.last else { return false }
        let isLiving =
            fact.topic?.hasPrefix("family") == true || fact.topic == "partner"
            || fact.topic == nil && fact.text.hasPrefix("has ")
        let before = isLiving ? EndCues.livingBefore : EndCues.before
        let after = isLiving ? EndCues.livingAfter : EndCues.after
        for index in max(0, first - EndCues.reach)..<first where before.contains(words[index].plain) {
            if holds(words, at: index) { return true }
        }
        for index in min(last + 1, words.count)..<min(last + 1 + EndCues.reach, words.count)
        where after.contains(words[index].plain) {
            if holds(words, at: index) { return true }
        }
        if fact.text.hasPrefix("wants to") || fact.text.hasPrefix("is training for"),
            let at = words.firstIndex(where: { EndCues.reached.contains($0.plain) }), holds(words, at: at)
        {
            return true
        }
        return EndCues.phrases.contains { phrase in
            guard !isLiving, let at = words.position(of: phrase, near: first...last, within: 3) else { return false }
            return holds(words, at: at)
        }
    }

    /// Not "never quit", "gonna quit", nor "my brother quit".
    private func holds(_ words: [SpokenSentence.Word], at index: Int) -> Bool {
        let before = words[..<index].map(\.plain)
        if let last = before.last, ["not", "never", "nicht", "nie", "just", "only"].contains(last),
            last != words[index].plain
        {
            return last == "just"
        }
        return before.allSatisfy { !EndCues.unsettled.contains($0) } && !StatementRules.isDoubted(words[..<index])
    }

    /// The same said of something else.
    func replaced(by new: ArraySlice<SpokenSentence.Word>) -> Statement? {
        guard !isMentioned(in: new), let first = new.first, first.written.isEmpty == false else { return nil }
        if fact.topic == "home", BlankShape.place.taken(from: new)?.count != new.count { return nil }
        if fact.topic == "call name", BlankShape.name.taken(from: new)?.count != new.count { return nil }
        if fact.topic == "birthday", BlankShape.date.taken(from: new)?.count != new.count { return nil }
        if fact.topic == "time zone", BlankShape.timeZone.taken(from: new)?.count != new.count { return nil }
        if fact.topic == "diet", BlankShape.diet.taken(from: new)?.count != new.count { return nil }
        var words = fact.text.split(separator: " ").map(String.init)
        let marked = words.indices.filter { index in
            keys.contains(SubjectKey.stem(words[index].lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }))
        }
        guard let start = marked.first, let end = marked.last else { return nil }
        let isPart = fact.topic?.hasPrefix("plays") == true || fact.topic?.hasPrefix("favourite") == true
        let range = isPart && fact.topic?.hasPrefix("plays") == true ? start...start : start...end
        if fact.topic?.hasPrefix("favourite") == true { return favourite(new) }
        words.replaceSubrange(range, with: [SpokenSentence.written(new)])
        return Statement(kind: fact.kind, topic: topic(for: new), text: words.joined(separator: " "))
    }

    /// "has a favourite show: …"
    private func favourite(_ new: ArraySlice<SpokenSentence.Word>) -> Statement? {
        guard let colon = fact.text.firstIndex(of: ":") else { return nil }
        return Statement(
            kind: fact.kind, topic: fact.topic, text: fact.text[...colon] + " " + SpokenSentence.written(new))
    }

    private func topic(for new: ArraySlice<SpokenSentence.Word>) -> String? {
        guard let topic = fact.topic, let head = topic.split(separator: " ").first.map(String.init),
            ["plays", "collects", "hobby", "taste", "language", "goal"].contains(head), topic.contains(" ")
        else { return fact.topic }
        return head + " " + SubjectKey.key(of: new.map(\.plain))
    }
}

extension [SpokenSentence.Word] {
    /// Where a phrase stands, if that is not far from these words.
    func position(of phrase: [String], near range: ClosedRange<Int>, within reach: Int) -> Int? {
        indices.first { index in
            index + phrase.count <= count && zip(self[index...], phrase).allSatisfy { $0.0.plain == $0.1 }
                && index <= range.upperBound + reach && index + phrase.count >= range.lowerBound - reach
        }
    }
}
