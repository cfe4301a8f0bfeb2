import Foundation

/// Which of the facts that may be told are of use now: what the question touches, then what was said last.
struct FactRanking {
    private let wanted: Set<String>
    private let now: Date

    init(question: String, now: Date) {
        wanted = Self.stems(of: question)
        self.now = now
    }

    func best(_ limit: Int, of facts: [Fact]) -> [Fact] {
        guard facts.count > limit else { return ranked(facts) }
        return Array(ranked(facts).prefix(limit))
    }

    private func ranked(_ facts: [Fact]) -> [Fact] {
        let scored: [(fact: Fact, score: Double)] = facts.map { ($0, score($0)) }
        return scored.sorted { ($0.score, $0.fact.id) > ($1.score, $1.fact.id) }.map(\.fact)
    }

    private func score(_ fact: Fact) -> Double {
        let words = Self.stems(of: fact.text + " " + (fact.topic ?? ""))
        let touched = Double(words.intersection(wanted).count)
        let days = max(0, now.timeIntervalSince(fact.saidAt)) / 86_400
        let standing = Self.lasting.contains(fact.topic ?? "") ? 0.5 : 0
        return touched + standing + 0.5 / (1 + days / 30)
    }

    /// Of use in any talk.
    private static let lasting: Set<String> = ["name", "call name", "home", "work", "time zone"]

    private static func stems(of text: String) -> Set<String> {
        Set(
            text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
                .filter { $0.count > 2 && !fillers.contains($0) }.map(SubjectKey.stem))
    }

    private static let fillers = Set(
        words: """
            the and you that this what are was for with have has about does did your der die das und ist ich ein eine \
            mit wie wer
            """)
}
