/// Where words begin and end, in every script.
enum WordBoundary {
    /// Whether `text[range]` is not a part of a longer word.
    ///
    /// Signs need no boundary: `C++` is whole in `C++20`. Scripts without blanks have none: 龍 is whole in 黒龍の山.
    static func isWhole(_ range: Range<Int>, in text: UnsafeBufferPointer<UInt32>) -> Bool {
        guard range.lowerBound >= 0, range.upperBound <= text.count, let first = range.first, let last = range.last
        else { return false }
        if first > 0, isJoined(text[first - 1], text[first]) { return false }
        guard last + 1 < text.count, isJoined(text[last], text[last + 1]) else { return true }
        // Korean puts its particles right behind the word.
        return isHangul(text[last]) && isHangul(text[last + 1])
    }

    private static func isJoined(_ one: UInt32, _ other: UInt32) -> Bool {
        isWord(one) && isWord(other) && !isUnspaced(one) && !isUnspaced(other)
    }

    /// Letters, digits, the underscore, and the marks upon letters.
    static func isWord(_ value: UInt32) -> Bool {
        if value < 0x80 {
            return (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value) || (0x30...0x39).contains(value)
                || value == 0x5F
        }
        guard let properties = Unicode.Scalar(value)?.properties else { return false }
        if properties.isAlphabetic { return true }
        switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .nonspacingMark, .spacingMark, .connectorPunctuation: return true
        default: return false
        }
    }

    private static func isHangul(_ value: UInt32) -> Bool {
        (0xAC00...0xD7A3).contains(value) || (0x1100...0x11FF).contains(value)
    }

    private static func isUnspaced(_ value: UInt32) -> Bool {
        value >= 0xE00 && unspaced.contains { $0.contains(value) }
    }

    private static let unspaced: [ClosedRange<UInt32>] = [
        0xE00...0xFFF,  // Thai, Lao, Tibetan
        0x1000...0x109F,  // Burmese
        0x1780...0x17FF,  // Khmer
        0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9F,  // Japanese
        0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF,  // Chinese characters
    ]
}
