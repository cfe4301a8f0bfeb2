/// What a turn says is over of what was known: "sold the camera", "krav maga ist vorbei", and what is there instead.
struct StatementChanges: Sendable {
    struct Change: Equatable, Sendable {
        /// What takes its place, where the turn says so.
        var replacement: Statement?
    }

    let sentences: [[SpokenSentence.Word]]
    private let words: Set<String>

    init(in text: String) {
        sentences = StatementRules.serious(in: text).map(\.words)
        words = Set(sentences.joined().map(\.plain))
    }

    /// Whether no word of it can end anything.
    var isEmpty: Bool {
        words.allSatisfy { !EndCues.all.contains($0) && !ShiftCues.all.contains($0) && Int($0) == nil }
    }

    /// - Parameter statements: what the turn says by itself: where that is of the same kind, nothing is guessed.
    func change(of fact: Fact, beside statements: [Statement]) -> Change? {
        if fact.topic == "age" { return birthday(of: fact, beside: statements) }
        let isSaid = statements.contains { !$0.isEnd && Self.family(of: $0.topic) == Self.family(of: fact.topic) }
        if let old = EndedFact(fact), sentences.contains(where: { old.isEnded(in: $0) }) {
            return Change(replacement: isSaid ? nil : shifted(fact) ?? replacement(of: old))
        }
        if let turned = turned(fact) { return turned }
        let isOver = isPlainEnd(of: fact)
        guard isOver || isShift(of: fact) else { return nil }
        let new = isSaid ? nil : shifted(fact)
        let isOtherWork = isSaid && Self.family(of: fact.topic) == "work"
        return new != nil || isOver || isOtherWork ? Change(replacement: new) : nil
    }

    static func family(of topic: String?) -> String {
        let head = topic?.split(separator: " ").first.map(String.init) ?? ""
        return ["employer": "work", "field": "work", "plays": "hobby", "collects": "hobby"][head] ?? head
    }

    // MARK: In its place

    private func replacement(of old: EndedFact) -> Statement? {
        for sentence in sentences {
            for start in sentence.indices {
                for pattern in Self.news {
                    guard let blanks = pattern.blanks(in: sentence[start...]), let new = blanks.last,
                        let statement = old.replaced(by: new)
                    else { continue }
                    return statement
                }
            }
        }
        for sentence in sentences {
            for start in sentence.indices {
                for pattern in Self.corrections {
                    guard let blanks = pattern.blanks(in: sentence[start...]), blanks.count == 2,
                        let new = blanks.first, let former = blanks.last, old.isMentioned(in: former),
                        let statement = old.replaced(by: new)
                    else { continue }
                    return statement
                }
            }
        }
        return nil
    }

    /// The last blank is what is there now.
    private static let news: [StatementPattern] = [
        .init("swapped|switched|traded|exchanged|replaced|changed my|the|from? $ for|with|to|by $", "", .any, .noun),
        .init("switched|moved|upgraded|changed|converted|migrated|downgraded over|up|back? to $", "", .noun),
        .init("from $ to $", "", .any, .noun),
        .init(
            "trading|swapping|switching|switched|ditching|ditched|replacing|dropping|dropped|sold|left|quit my|the|from? $ for|with|to $",
            "", .any, .noun),
        .init("$ out , $ in .", "", .any, .noun),
        .init("$ > everything|all|anything", "", .noun),
        .init("$ took the crown|throne|over|spot", "", .noun),
        .init("new favorite|favourite|fav|fave is|alert? $", "", .noun),
        .init("$ is my new favorite|favourite|fav|fave|number|go-to|main", "", .noun),
        .init("changed|changing my|the|it name|major|hobby to $", "", .noun),
        .init("now all about|into? $", "", .noun),
        .init("these days i am|play|do|drive|use|have|study|it is a|an|on|into|the? $", "", .noun),
        .init("replacement|successor is|arrived a|an|the? $", "", .noun),
        .init("went with|for a|an|the $", "", .noun),
        .init("got|have myself? a|an $ instead|now", "", .noun),
        .init("took up|over $ instead", "", .noun),
        .init("von $ auf|zu|zum|zur $", "", .any, .noun),
        .init("stattdessen jetzt? $", "", .noun),
        .init("dafür jetzt? $", "", .noun),
        .init("jetzt gibt es|gibts|hab|habe|spiel|spiele|fahr|fahre|mach|mache ich? ein|eine|einen? $", "", .noun),
        .init("hello|hallo|hola|welcome $", "", .noun),
        .init("picked|pickd up a|an|the? $", "", .noun),
        .init("bought|got|ordered a|an|me|myself a|an? $", "", .noun),
        .init("promoted to $", "", .noun),
        .init("joined|joining $", "", .noun),
        .init("not $ but $", "", .any, .noun),
        .init("i am|play|do|drive|use|have|study|learn|collect a|an|on|the? $ now", "", .noun),
        .init("it is $ now|instead", "", .noun),
        .init("now i am|play|do|drive|use|have|study|learn|collect a|an|on|the? $", "", .noun),
        .init("now a|an $", "", .noun),
        .init("umgestiegen|gewechselt auf|zu|zum|zur $", "", .noun),
        .init("jetzt bei|in|ein|eine|einen|lieber $", "", .noun),
        .init("steht jetzt ein|eine $", "", .noun),
        .init("bei|beim der|dem? $ angefangen", "", .noun),
        .init("lieber $ statt", "", .noun),
    ]

    /// The first blank is what is right, the last what was.
    private static let corrections: [StatementPattern] = [
        .init("like|love|prefer|use|want|drink|play $ way|much|far? more|better? than|over|to $", "", .noun, .any),
        .init("$ instead|statt of? $", "", .noun, .any),
        .init("$ rather than $", "", .noun, .any),
        .init("$ dethroned|beats|beat|replaced|overtook|topped|tops|ersetzt $", "", .noun, .any),
        .init("$ over $", "", .noun, .any),
        .init("$ > $", "", .noun, .any),
        .init("$ now? , not|nicht $", "", .date, .any),
        .init("$ now? , not|nicht $", "", .noun, .any),
        .init("$ not|nicht $", "", .noun, .any),
    ]

    // MARK: Birthdays

    /// Who was 27 is 28 "now".
    private func birthday(of fact: Fact, beside statements: [Statement]) -> Change? {
        guard !statements.contains(where: { $0.topic == "age" }),
            let age = Wording.words(of: fact.text).lazy.compactMap({ Int($0) }).first, (1...110).contains(age)
        else { return nil }
        let next = String(age + 1)
        for sentence in sentences where !StatementRules.isDoubted(sentence[...]) {
            guard let index = sentence.firstIndex(where: { $0.plain == next || $0.plain == next + "th" }),
                !EndCues.birthdays.isDisjoint(with: sentence.map(\.plain)),
                sentence.dropFirst(index + 1).first.map({ !EndCues.units.contains($0.plain) }) ?? true
            else { continue }
            let text = fact.text.replacing(String(age), with: next)
            return Change(replacement: Statement(kind: fact.kind, topic: fact.topic, text: text))
        }
        return nil
    }
}
