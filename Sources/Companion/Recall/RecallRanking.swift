import Foundation

/// A passage that may answer, with what speaks for it.
struct RecallCandidate {
    var passage: Passage
    /// BM25; 0 where no word is shared.
    var words: Double
    /// The cosine; nil where there is no vector.
    var meaning: Double?
    /// What was said just before and after, the nearest first.
    var before: [Int64] = []
    var after: [Int64] = []
}

/// Puts what was found in one order.
struct RecallRanking {
    /// What an answer to a good find may inherit from it, by distance: who is asked answers in other words.
    private static let fromBefore = [0.45, 0.2]
    private static let fromAfter = [0.25, 0.1]
    private static let meaning = 0.55
    private static let named = 0.12
    private static let timely = 0.15
    private static let asking = 0.06

    private let query: RecallQuery

    init(_ query: RecallQuery) { self.query = query }

    func best(_ limit: Int, of candidates: [RecallCandidate], except known: Set<Int64> = []) -> [Recalled] {
        let own = ownScores(candidates)
        let scored = candidates.filter { !known.contains($0.passage.id) }.map { candidate in
            Recalled(
                passage: candidate.passage, score: whole(candidate, own), meaning: candidate.meaning)
        }
        let sorted = scored.sorted { $0.score == $1.score ? $0.passage.id > $1.passage.id : $0.score > $1.score }
        return diverse(sorted, limit)
    }

    /// What a passage has by itself, from 0 to 1.
    private func ownScores(_ candidates: [RecallCandidate]) -> [Int64: Double] {
        let mostWords = max(candidates.map(\.words).max() ?? 0, 1e-9)
        let meanings = candidates.compactMap(\.meaning).sorted()
        let (low, high) = (meanings.isEmpty ? 0 : meanings[meanings.count / 4], meanings.last ?? 0)
        let span = max(high - low, 1e-6)
        let share = meanings.isEmpty ? 0 : Self.meaning
        return Dictionary(
            candidates.map { candidate in
                let words = candidate.words / mostWords
                let meaning = max(0, ((candidate.meaning ?? low) - low) / span)
                return (candidate.passage.id, share * meaning + (1 - share) * words)
            }
        ) { first, _ in first }
    }

    private func whole(_ candidate: RecallCandidate, _ own: [Int64: Double]) -> Double {
        func inherited(_ neighbours: [Int64], _ shares: [Double]) -> Double {
            zip(neighbours, shares).map { (own[$0] ?? 0) * $1 }.max() ?? 0
        }
        var score = own[candidate.passage.id] ?? 0
        score += inherited(candidate.before, Self.fromBefore) + inherited(candidate.after, Self.fromAfter)
        if query.names(candidate.passage.name) { score += Self.named }
        if let period = query.period, period.contains(candidate.passage.saidAt) { score += Self.timely }
        if candidate.passage.text.hasSuffix("?") { score -= Self.asking }
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
