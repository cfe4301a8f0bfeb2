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
        Array(ranked(facts).prefix(limit))
    }

    private func ranked(_ facts: [Fact]) -> [Fact] {
        let scored = facts.map { Scored(fact: $0, score: score($0)) }
        return scored.sorted(by: Self.isMoreUseful).map(\.fact)
    }

    private struct Scored {
        var fact: Fact
        var score: Double
    }

    private static func isMoreUseful(_ first: Scored, _ second: Scored) -> Bool {
        guard first.score == second.score else { return first.score > second.score }
        return first.fact.id > second.fact.id
    }

    private func score(_ fact: Fact) -> Double {
        let words = Self.stems(of: fact.text + " " + (fact.topic ?? ""))
        let touched = Double(words.intersection(wanted).count)
        let days = max(0, now.timeIntervalSince(fact.saidAt)) / 86_400
        let standing: Double = Self.lasting.contains(fact.topic ?? "") ? 0.5 : 0
        let freshness: Double = 0.5 / (1 + days / 30)
        return touched + standing + freshness
    }

    /// Topics that are of use in any talk, and for years.
    static let lasting: Set<String> = [
        "name", "call name", "pronouns", "home", "origin", "work", "employer", "time zone", "birthday",
    ]

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
