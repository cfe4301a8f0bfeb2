/// Which characters one place of a pattern takes: `[a-zß]`, `\d`, `\W`.
struct ScalarSet: Sendable, Equatable {
    private(set) var ranges: [ClosedRange<UInt32>] = []
    private var kinds: [Kind] = []
    var isNegated = false

    /// `\d`, `\w`, `\s` and their opposites. Words have letters of every language, unlike in JavaScript.
    enum Kind: Sendable, Equatable {
        case digit, word, space, noDigit, noWord, noSpace

        func contains(_ value: UInt32) -> Bool {
            switch self {
            case .digit: (0x30...0x39).contains(value)
            case .word: WordBoundary.isWord(value)
            case .space: Self.isSpace(value)
            case .noDigit: !Kind.digit.contains(value)
            case .noWord: !Kind.word.contains(value)
            case .noSpace: !Kind.space.contains(value)
            }
        }

        private static func isSpace(_ value: UInt32) -> Bool {
            value < 0x80
                ? value == 0x20 || (9...13).contains(value)
                : value == 0xFEFF || Unicode.Scalar(value)?.properties.isWhitespace ?? false
        }
    }

    init() {}

    init(_ kind: Kind) { kinds = [kind] }

    mutating func insert(_ range: ClosedRange<UInt32>) { ranges.append(range) }

    mutating func insert(_ kind: Kind) { if !kinds.contains(kind) { kinds.append(kind) } }

    /// In order and without overlaps, so that a search need not look at all.
    mutating func tidy() {
        var tidied: [ClosedRange<UInt32>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = tidied.last, range.lowerBound <= last.upperBound {
                tidied[tidied.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                tidied.append(range)
            }
        }
        ranges = tidied
    }

    func contains(_ letter: PatternLetter) -> Bool {
        let isIn =
            holds(letter.value) || letter.lower != letter.value && holds(letter.lower)
            || letter.upper != letter.value && holds(letter.upper)
        return isIn != isNegated
    }

    private func holds(_ value: UInt32) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
        }
        if low < ranges.count, ranges[low].contains(value) { return true }
        return kinds.contains { $0.contains(value) }
    }
}
