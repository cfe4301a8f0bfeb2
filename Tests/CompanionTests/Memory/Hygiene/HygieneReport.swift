@testable import Companion

/// How well what is stored agrees with a corpus.
///
/// - A stored fact is right where the line that it was learnt from has a label of its kind of topic, and all of the
///   label's key words stand in the fact, in whatever form or order; or where the fact says nothing that the label
///   does not say too ("is a nurse" of "is a nurse in Ghent").
/// - A duplicate holds beside another fact of that person that matches the same label, or has the same words.
/// - A contradiction is a label that takes back what the store held until then. It is handled rightly where what it
///   takes back is kept with an end, nothing that holds says it any longer, and what takes its place holds.
struct HygieneReport {
    private(set) var labels = 0
    private(set) var stored = 0
    private(set) var right = 0
    private(set) var found = 0
    private(set) var held = 0
    private(set) var duplicates = 0
    private(set) var contradictions = 0
    private(set) var settled = 0
    /// How contradictions that were not handled rightly fell short.
    private(set) var stillHolding = 0
    private(set) var notReplaced = 0
    /// What went wrong, for who tunes.
    private(set) var faults: [String] = []

    var precision: Double { share(right, of: stored) }
    var recall: Double { share(found, of: labels) }
    var duplicateShare: Double { held == 0 ? 0 : Double(duplicates) / Double(held) }
    var settledShare: Double { share(settled, of: contradictions) }

    private func share(_ part: Int, of whole: Int) -> Double { whole == 0 ? 0 : Double(part) / Double(whole) }

    var summary: String {
        func percent(_ value: Double) -> String { "\((value * 1000).rounded() / 10) %" }
        return """
            precision \(percent(precision)) (\(right) of \(stored)), \
            duplicates \(percent(duplicateShare)) (\(duplicates) of \(held)), \
            contradictions right \(percent(settledShare)) (\(settled) of \(contradictions); \(stillHolding) went on \
            holding, \(notReplaced) were not replaced), \
            recall \(percent(recall)) (\(found) of \(labels))
            """
    }

    // MARK: Counting

    /// - Parameters:
    ///   - before: what held before the line.
    ///   - after: all that is kept after it, with whether it holds.
    mutating func add(_ line: Corpus.Line, before: [Fact], after: [(fact: Fact, holds: Bool)]) {
        let earlier = Set(before.map(\.id))
        let new = after.filter { $0.holds && !earlier.contains($0.fact.id) }.map(\.fact)
        let holding = after.filter(\.holds).map(\.fact)
        for fact in new {
            stored += 1
            let isRight = line.facts.contains { $0.status != .ends && ($0.matches(fact) || $0.saysAll(of: fact)) }
            if isRight {
                right += 1
            } else {
                faults.append("wrong: \(fact.text) [\(fact.topic ?? "-")] <- \(line.text)")
            }
        }
        for label in line.facts {
            labels += 1
            let isFound =
                label.status == .ends
                ? !holding.contains { label.matches($0) } && before.contains { label.matches($0) }
                : holding.contains { label.matches($0) }
            if isFound { found += 1 } else { faults.append("missed: \(label.text) <- \(line.text)") }
            settle(label, line, before, holding, after)
        }
    }

    private mutating func settle(
        _ label: Corpus.Label, _ line: Corpus.Line, _ before: [Fact], _ holding: [Fact],
        _ after: [(fact: Fact, holds: Bool)]
    ) {
        guard let old = label.superseded, before.contains(where: old.matches) else { return }
        contradictions += 1
        let isKept = after.contains { !$0.holds && old.matches($0.fact) }
        let isOver = !holding.contains { old.matches($0) && (label.status == .ends || !label.matches($0)) }
        let isReplaced = label.status == .ends || holding.contains { label.matches($0) }
        if isKept && isOver && isReplaced {
            settled += 1
        } else {
            stillHolding += isOver ? 0 : 1
            notReplaced += isReplaced ? 0 : 1
            faults.append(
                "unsettled: \(label.text) after \(old.key) (\(isKept) \(isOver) \(isReplaced)) <- \(line.text)")
        }
    }

    /// - Parameter facts: what holds of one person at the end.
    mutating func close(_ facts: [Fact], labels: [Corpus.Label]) {
        held += facts.count
        for (index, fact) in facts.enumerated() {
            let isDuplicate = facts[..<index].contains { other in
                Wording(other.text) == Wording(fact.text)
                    || labels.contains { $0.matches(other) && $0.matches(fact) }
            }
            guard isDuplicate else { continue }
            duplicates += 1
            faults.append("duplicate: \(fact.text)")
        }
    }
}

extension Corpus.Label {
    /// What it takes back.
    var superseded: Corpus.Label? {
        old.map { Corpus.Label(topic: topic, text: "", key: $0, status: .new, old: nil) }
    }

    func matches(_ fact: Fact) -> Bool {
        guard Self.kinds(of: fact).contains(topic) else { return false }
        let words = Self.words(of: fact.text)
        return key.allSatisfy { key in words.contains { $0 == key || Self.isForm($0, of: key) } }
    }

    /// Whether all that the fact is about stands in the label.
    func saysAll(of fact: Fact) -> Bool {
        let wording = Wording(fact.text)
        return Self.kinds(of: fact).contains(topic) && wording.isPart(of: Wording(text))
    }

    /// "gardening" and "gardens", "nurse" and "nurses" are one word.
    private static func isForm(_ word: String, of key: String) -> Bool {
        min(word.count, key.count) > 3 && SubjectKey.stem(word) == SubjectKey.stem(key)
    }

    private static func words(of text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
    }

    /// What the corpus calls the topic of a fact: several, where the two draw the line elsewhere.
    private static func kinds(of fact: Fact) -> Set<String> {
        let topic = fact.topic ?? ""
        let head = topic.split(separator: " ").first.map(String.init) ?? ""
        switch topic {
        case "name", "call name": return ["name", "call name"]
        case "home", "origin", "age", "birthday", "pronouns", "partner", "diet", "time zone": return [topic]
        case "work", "employer", "field": return fact.text.contains("tudent") ? ["work", "study"] : ["work"]
        case "study": return ["study"]
        case "birthplace", "childhood": return ["origin"]
        default: break
        }
        switch head {
        case "taste":
            return fact.text.hasPrefix("dislikes") || fact.text.contains("kein") || fact.text.contains("not ")
                ? ["dislikes", "diet"] : ["likes", "hobby", "favourite"]
        case "favourite": return ["favourite", "likes"]
        case "allergy", "health": return ["health"]
        case "plays", "collects", "hobby": return ["hobby", "skill"]
        case "owns": return ["owns"]
        case "pet", "family": return ["pet", "family"]
        case "language": return ["language", "skill", "hobby", "goal", "study"]
        case "goal": return ["goal"]
        default:
            return [
                "family", "pet", "hobby", "skill", "language", "likes", "dislikes", "health", "owns", "goal", "other",
                "study", "favourite",
            ]
        }
    }
}
