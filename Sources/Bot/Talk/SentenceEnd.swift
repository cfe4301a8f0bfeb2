/// Whether somebody seems to have finished what they wanted to say, told without a model.
enum SentenceEnd {
    /// A text of this many characters is a thought of its own, however it ends.
    static let long = 200

    /// Ends like a sentence, with a smiley, or with code that is closed; not with a comma, in mid-air or trailing off.
    static func isReached(in text: String) -> Bool {
        let text = text.trimmingSuffix(while: \.isWhitespace)
        guard !text.hasSuffix("..."), !text.hasSuffix("…"), let last = text.last else { return false }
        if text.utf8.count >= long { return true }
        if text.hasSuffix("```") { return !text.hasOpenFence }
        guard !text.hasOpenFence else { return false }
        if let beyond = text.trimmingSuffix(while: { closing.contains($0) }).last, beyond != last {
            return marks.contains(beyond) || smileyEyes.contains(beyond)
        }
        return marks.contains(last) || last.isEmoji || text.endsWithSmiley
    }

    private static let marks: Set<Character> = [".", "!", "?", "。", "！", "？", "؟", "।", "‽"]
    private static let closing: Set<Character> = ["\"", "”", "»", "'", "’", ")", "]", "*", "_", "~", "|", "」"]
    private static let smileyEyes: Set<Character> = [":", ";", "="]
}

extension StringProtocol {
    fileprivate var hasOpenFence: Bool {
        var fences = 0
        var run = 0
        for byte in utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            if run == 3 { fences += 1 }
        }
        return !fences.isMultiple(of: 2)
    }

    fileprivate func trimmingSuffix(while isSurplus: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, isSurplus(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }

    fileprivate var endsWithSmiley: Bool {
        let word = suffix(2)
        return word.count == 2 && [":", ";", "=", "x", "X"].contains(word.first)
            && ["D", "P", "p", "3", "/", "o"].contains(word.last)
            && (dropLast(2).last?.isWhitespace ?? true)
    }
}

extension Character {
    fileprivate var isEmoji: Bool {
        guard let first = unicodeScalars.first?.properties else { return false }
        return first.isEmojiPresentation || (first.isEmoji && unicodeScalars.count > 1)
    }
}
