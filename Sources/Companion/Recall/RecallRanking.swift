import Foundation

/// Puts what was found in one order: a weighted sum, its weights fitted to questions about long talks.
struct RecallRanking {
    /// A cosine that is so much below the best ones counts for nothing: the model's cosines lie close together.
    private static let span = 0.08
    private static let meaning = 0.4
    /// What is said next has this in view too, so its meaning tells of this.
    private static let meaningOfNext = 0.2
    private static let words = 0.15
    /// Of the passage two before: what answers a question is seldom in its words.
    private static let wordsTwoBefore = 0.2
    /// Without vectors: of the passage itself, two before, one before and one after.
    private static let wordsAlone = (own: 0.4, twoBefore: 0.25, before: 0.25, after: 0.15)
    /// Who says much says something; so much counts as much.
    private static let length = 0.16
    private static let longest = 20
    private static let named = 0.25
    private static let asking = 0.1
    private static let timely = 0.15
    private static let dated = 0.2

    private let query: RecallQuery

    init(_ query: RecallQuery) { self.query = query }

    func best(_ limit: Int, of finds: RecallFinds, except known: Set<Int64> = []) -> [Recalled] {
        let words = Shares(finds.words, besides: Array(finds.words.values), top: 2) { $0 / max($1, 1e-9) }
        let meanings = Shares(finds.meanings, besides: finds.candidates.keys.compactMap { finds.meanings[$0] }, top: 3)
        {
            max(0, 1 + ($0 - $1) / Self.span)
        }
        let scored = finds.candidates.values.filter { !known.contains($0.passage.id) }.map { candidate in
            Recalled(
                passage: candidate.passage, score: score(candidate, words, meanings),
                meaning: finds.meanings[candidate.passage.id])
        }
        return diverse(scored.sorted { ($0.score, $0.passage.id) > ($1.score, $1.passage.id) }, limit)
    }

    private func score(_ candidate: RecallCandidate, _ words: Shares, _ meanings: Shares) -> Double {
        let (id, next) = (candidate.passage.id, candidate.after.first)
        let (before, twoBefore) = (candidate.before.first, candidate.before.dropFirst().first)
        let found =
            meanings.isEmpty
            ? Self.wordsAlone.own * words[id] + Self.wordsAlone.twoBefore * words[twoBefore]
                + Self.wordsAlone.before * words[before] + Self.wordsAlone.after * words[next]
            : Self.meaning * meanings[id] + Self.meaningOfNext * meanings[next] + Self.words * words[id]
                + Self.wordsTwoBefore * words[twoBefore]
        return found + Self.length * log(1 + Double(min(candidate.length, Self.longest))) + bonus(candidate.passage)
    }

    private func bonus(_ passage: Passage) -> Double {
        var bonus = 0.0
        if query.names(passage.name) { bonus += Self.named }
        if let period = query.period, period.contains(passage.saidAt) { bonus += Self.timely }
        if query.asksWhen, TimeExpression.isDated(passage.text) { bonus += Self.dated }
        if passage.text.hasSuffix("?") { bonus -= Self.asking }
        return bonus
    }

    /// The same words twice are of no use twice.
    private func diverse(_ sorted: [Recalled], _ limit: Int) -> [Recalled] {
        var seen: Set<String> = []
        var best: [Recalled] = []
        for recalled in sorted where best.count < limit {
            if seen.insert(recalled.passage.text.lowercased()).inserted { best.append(recalled) }
        }
        return best
    }
}

/// Values held against the mean of the best few, so that questions of all kinds are measured alike.
private struct Shares {
    private let values: [Int64: Double]

    /// - Parameter others: among which the best are looked for.
    init(
        _ values: [Int64: Double], besides others: [Double], top: Int,
        share: (_ value: Double, _ best: Double) -> Double
    ) {
        let best = others.sorted(by: >).prefix(top)
        let mean = best.isEmpty ? 0 : best.reduce(0, +) / Double(best.count)
        self.values = values.mapValues { share($0, mean) }
    }

    var isEmpty: Bool { values.isEmpty }

    subscript(id: Int64?) -> Double { id.flatMap { values[$0] } ?? 0 }
}
