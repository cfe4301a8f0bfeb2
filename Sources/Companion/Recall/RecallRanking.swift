import Foundation

/// A passage that may answer, with what speaks for it.
struct RecallCandidate {
    var passage: Passage
    /// Terms that it has.
    var length: Int
    /// BM25; 0 where no word is shared.
    var words: Double
    /// The cosine; nil where there is no vector.
    var meaning: Double?
    /// What was said just before and after, the nearest first.
    var before: [Int64] = []
    var after: [Int64] = []
}

/// Puts what was found in one order: a weighted sum, its weights fitted to questions about long talks.
struct RecallRanking {
    /// A cosine that is so much below the best ones counts for nothing: the model's cosines lie close together.
    private static let span = 0.08
    private static let meaning = 0.4
    /// What is said next has this in view too, so its meaning tells of this.
    private static let meaningOfNext = 0.3
    private static let words = 0.2
    /// Of the passage two before: what answers a question is seldom in its words.
    private static let wordsBefore = 0.15
    private static let named = 0.4
    private static let asking = 0.1
    /// Who says much says something.
    private static let length = 0.125
    private static let timely = 0.15
    /// Without vectors the words stand in for them, those of the neighbours too.
    private static let wordsAlone = 0.8
    private static let neighbourWordsAlone = 0.3

    private let query: RecallQuery

    init(_ query: RecallQuery) { self.query = query }

    func best(_ limit: Int, of candidates: [RecallCandidate], except known: Set<Int64> = []) -> [Recalled] {
        let words = Shares(candidates.map { ($0.passage.id, $0.words) }, top: 2) { $0 / max($1, 1e-9) }
        let meaning = Shares(candidates.compactMap { one in one.meaning.map { (one.passage.id, $0) } }, top: 3) {
            max(0, 1 + ($0 - $1) / Self.span)
        }
        let scored = candidates.filter { !known.contains($0.passage.id) }.map { candidate in
            Recalled(passage: candidate.passage, score: score(candidate, words, meaning), meaning: candidate.meaning)
        }
        let sorted = scored.sorted { ($0.score, $0.passage.id) > ($1.score, $1.passage.id) }
        return diverse(sorted, limit)
    }

    private func score(_ candidate: RecallCandidate, _ words: Shares, _ meaning: Shares) -> Double {
        let passage = candidate.passage
        let own = words[passage.id]
        var score = Self.words * own + Self.wordsBefore * words[candidate.before.dropFirst().first]
        if meaning.isEmpty {
            let beside = max(words[candidate.before.first], words[candidate.after.first])
            score += Self.wordsAlone * own + Self.neighbourWordsAlone * beside
        } else {
            score += Self.meaning * meaning[passage.id] + Self.meaningOfNext * meaning[candidate.after.first]
        }
        score += Self.length * log(1 + Double(candidate.length))
        if query.names(passage.name) { score += Self.named }
        if let period = query.period, period.contains(passage.saidAt) { score += Self.timely }
        if passage.text.hasSuffix("?") { score -= Self.asking }
        return score
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

    init(_ values: [(id: Int64, value: Double)], top: Int, share: (_ value: Double, _ best: Double) -> Double) {
        let best = values.map(\.value).sorted(by: >).prefix(top)
        let mean = best.isEmpty ? 0 : best.reduce(0, +) / Double(best.count)
        self.values = Dictionary(values.map { ($0.id, share($0.value, mean)) }) { first, _ in first }
    }

    var isEmpty: Bool { values.isEmpty }

    subscript(id: Int64?) -> Double { id.flatMap { values[$0] } ?? 0 }
}
