/// Finds the stretch of a passage in which most of a question stands.
struct ExcerptWindow {
    private let text: ExcerptText
    private let length: Int
    private let hits: [Int?]
    private let question: QuestionWords

    init(_ text: ExcerptText, _ question: QuestionWords, length: Int) {
        self.text = text
        self.length = length
        self.question = question
        hits = text.words.map { question.index(of: $0.plain) }
    }

    /// Of stretches that show equally much, the last one that begins with a sentence; else the one in their middle, where what
    /// was looked for has words on both sides.
    var best: Range<Int> {
        let scores = scores()
        let most = scores.max() ?? 0
        guard most > 0, let first = scores.firstIndex(of: most) else { return stretch(from: 0) }
        let run = first..<(scores[first...].firstIndex { $0 != most } ?? scores.count)
        let sentence = run.last { text.words[$0].beginsSentence }
        return stretch(from: text.words[sentence ?? (run.lowerBound + run.count / 2)].range.lowerBound)
    }

    /// For each word, how much of the question stands in the stretch that begins with it. Each word is taken in once
    /// and left out once.
    private func scores() -> [Int] {
        var scores: [Int] = []
        var counts: [Int: Int] = [:]
        var score = 0
        var end = 0
        for first in text.words.indices {
            let limit = text.words[first].range.lowerBound + length
            while end < text.words.count, text.words[end].range.upperBound <= limit {
                if let hit = hits[end] {
                    counts[hit, default: 0] += 1
                    if counts[hit] == 1 { score += question.weight(of: hit) }
                }
                end += 1
            }
            scores.append(score)
            if end <= first {
                end = first + 1
            } else if let hit = hits[first] {
                counts[hit, default: 1] -= 1
                if counts[hit] == 0 { score -= question.weight(of: hit) }
            }
        }
        return scores
    }

    /// From there up to the last place between words. A word longer than the stretch is cut between characters.
    private func stretch(from start: Int) -> Range<Int> {
        let all = text.characters
        // Near the end there is room before the stretch: no need to show less.
        var start = start
        if all.count - start < length {
            let earliest = all.count - length
            start = text.words.first { $0.range.lowerBound >= earliest }?.range.lowerBound ?? start
        }
        var end = min(start + length, all.count)
        guard end < all.count, !isBetweenWords(end) else { return trimmed(start..<end) }
        let last = text.words.last { $0.range.upperBound <= end && $0.range.upperBound > start }
        if let last { end = last.range.upperBound }
        return trimmed(start..<end)
    }

    private func isBetweenWords(_ index: Int) -> Bool {
        !text.words.contains { $0.range.lowerBound < index && index < $0.range.upperBound }
    }

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while range.count > 1, text.characters[range.upperBound - 1] == " " {
            range = range.lowerBound..<(range.upperBound - 1)
        }
        return range
    }
}
