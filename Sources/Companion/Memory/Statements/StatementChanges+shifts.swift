/// Turns that change what is known without naming it: "got the keys, hello Inverness" ends the old home.
extension StatementChanges {
    // MARK: Homes, work and names

    /// Whether the turn is about another home, another job, another name.
    func isShift(of fact: Fact) -> Bool {
        guard let cues = ShiftCues.cues(for: Self.family(of: fact.topic)) else { return false }
        return sentences.contains { sentence in
            sentence.indices.contains { index in
                cues.contains { $0.stands(at: index, in: sentence) } && isSettled(sentence, before: index)
            }
        }
    }

    /// Whether the turn says that there is no such thing any longer: "handed in my notice", "we broke up".
    func isPlainEnd(of fact: Fact) -> Bool {
        guard let ends = ShiftCues.ends(for: Self.family(of: fact.topic)) else { return false }
        return sentences.contains { sentence in
            sentence.indices.contains { index in
                ends.contains { $0.stands(at: index, in: sentence) } && isSettled(sentence, before: index)
            }
        }
    }

    /// Not "gonna move", nor "my brother moved".
    private func isSettled(_ sentence: [SpokenSentence.Word], before index: Int) -> Bool {
        let before = sentence[..<index]
        return !StatementRules.isDoubted(before) && before.allSatisfy { !EndCues.unsettled.contains($0.plain) }
            && (before.last.map { !["not", "never", "nicht", "nie", "to"].contains($0.plain) } ?? true)
    }

    /// The fact as it is now, where another candidate of its kind stands in the turn.
    func shifted(_ fact: Fact) -> Statement? {
        guard let old = EndedFact(fact) else { return nil }
        let shapes = ShiftCues.shapes(for: fact.topic)
        let isHome = fact.topic == "home"
        for sentence in sentences {
            if isHome, sentence.contains(where: { ShiftCues.visits.contains($0.plain) }) { continue }
            for index in sentence.indices where !isLeft(sentence, at: index) {
                for shape in shapes {
                    guard let new = shape.taken(from: ClauseEnd.clause(sentence[index...])),
                        let statement = statement(new, in: sentence, old)
                    else { continue }
                    return statement
                }
            }
        }
        return nil
    }

    private func statement(
        _ new: ArraySlice<SpokenSentence.Word>, in sentence: [SpokenSentence.Word], _ old: EndedFact
    ) -> Statement? {
        guard !old.isMentioned(in: new) else { return nil }
        guard Self.family(of: old.fact.topic) == "work" else { return old.replaced(by: new) }
        let text = SpokenSentence.written(new)
        if BlankShape.occupation.taken(from: new) != nil {
            return Statement(kind: .fact, topic: "work", text: "is a \(text)")
        }
        // A house or a name: only behind "at", "with" or "for".
        guard new.startIndex > 0,
            ["at", "with", "for", "joined", "bei", "beim", "hello"].contains(sentence[new.startIndex - 1].plain)
        else { return nil }
        return Statement(kind: .fact, topic: "employer", text: "works at \(text)")
    }

    /// Behind these stands what was, not what is.
    private func isLeft(_ sentence: [SpokenSentence.Word], at index: Int) -> Bool {
        sentence[max(0, index - 2)..<index].contains { ShiftCues.leaving.contains($0.plain) }
    }

    // MARK: Tastes

    /// Who hated what they now love, and the other way round.
    func turned(_ fact: Fact) -> Change? {
        guard fact.topic?.hasPrefix("taste ") == true, let old = EndedTaste(fact) else { return nil }
        for sentence in sentences where old.isMentioned(in: sentence) {
            let plain = Set(sentence.map(\.plain))
            guard EndCues.unsettled.isDisjoint(with: plain.subtracting(["will", "never", "may"])) else { continue }
            let cues = old.isLiked ? ShiftCues.souring : ShiftCues.warming
            guard sentence.indices.contains(where: { index in cues.contains { $0.stands(at: index, in: sentence) } })
            else { continue }
            return Change(replacement: old.turned(by: plain))
        }
        return nil
    }
}

/// Something that somebody likes or dislikes, as a turn may say that this has changed.
private struct EndedTaste {
    let fact: Fact
    let isLiked: Bool
    private let thing: String
    private let keys: [String]

    init?(_ fact: Fact) {
        let words = fact.text.split(separator: " ")
        guard let verb = words.first, words.count > 1 else { return nil }
        self.fact = fact
        isLiked = ["likes", "is", "mag"].contains(verb) && !words.contains("kein")
        thing = words.drop { ["likes", "dislikes", "is", "into", "interested", "in", "mag", "kein"].contains($0) }
            .joined(separator: " ")
        keys = SubjectKey.key(of: Wording.words(of: thing)).split(separator: " ").map(String.init)
        guard !keys.isEmpty else { return nil }
    }

    func isMentioned(in sentence: [SpokenSentence.Word]) -> Bool {
        let stems = Set(sentence.map(\.stem))
        return keys.allSatisfy { stems.contains($0) }
    }

    /// What holds now; nil where it is only over.
    func turned(by words: Set<String>) -> Statement? {
        if isLiked {
            guard !words.isDisjoint(with: ["hate", "stand", "despise", "sick", "disgusting", "gross", "off"]) else {
                return nil
            }
            return Statement(kind: .preference, topic: fact.topic, text: "dislikes \(thing)")
        }
        return Statement(kind: .preference, topic: fact.topic, text: "likes \(thing)")
    }
}
