extension JSONReader {
    /// What stands between quotes, and whether escapes are in it. Control characters are refused.
    mutating func quoted() throws(JSONFault) -> (content: Range<Int>, hasEscapes: Bool) {
        try expect(UInt8(ascii: "\""))
        let start = position
        var index = position
        var hasEscapes = false
        while true {
            index = nextSpecial(from: index)
            switch byte(at: index) {
            case UInt8(ascii: "\""):
                position = index &+ 1
                return (start..<index, hasEscapes)
            // What is escaped is looked at when the text is wanted; if it lies beyond the end, the quote is missing.
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index &+= 2
            default: throw .badString(at: start)
            }
        }
    }

    /// Most strings are short and without escapes: their end is found here.
    @inline(__always)
    mutating func skipQuoted() throws(JSONFault) {
        let end = nextSpecial(from: position &+ 1)
        if byte(at: end) == UInt8(ascii: "\"") { position = end &+ 1 } else { _ = try quoted() }
    }

    /// Where the next quote, backslash or control character is; they are looked for eight bytes at a time.
    @inline(__always)
    private func nextSpecial(from start: Int) -> Int {
        var index = start
        while index &+ 8 <= bytes.byteCount {
            let word = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            let special = Self.special(UInt64(littleEndian: word))
            guard special == 0 else { return index &+ special.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while case let byte = byte(at: index), byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            index &+= 1
        }
        return index
    }

    /// The highest bit of each byte that is a quote, a backslash or below 0x20. Above the first of them others may be
    /// marked wrongly. <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>
    @inline(__always)
    private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quote = word ^ ones &* UInt64(UInt8(ascii: "\""))
        let backslash = word ^ ones &* UInt64(UInt8(ascii: "\\"))
        let found =
            (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word
        return found & 0x8080_8080_8080_8080
    }

    /// The text of a string with escapes in it. Half a surrogate pair becomes U+FFFD, as anywhere in Swift.
    func unescaped(_ content: Range<Int>) throws(JSONFault) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var index = content.lowerBound
        while index < content.upperBound {
            let end = min(nextSpecial(from: index), content.upperBound)
            bytes.extracting(index..<end).withUnsafeBytes { text.append(contentsOf: $0) }
            index = end
            guard index < content.upperBound else { break }
            let escape = byte(at: index &+ 1)
            index &+= 2
            if escape == UInt8(ascii: "u") {
                text.append(contentsOf: String(try scalar(at: &index, before: content.upperBound)).utf8)
            } else {
                guard let plain = Self.plain(escape) else { throw .badString(at: index &- 1) }
                text.append(plain)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func scalar(at index: inout Int, before end: Int) throws(JSONFault) -> Unicode.Scalar {
        let first = try hexadecimal(at: &index, before: end)
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        var ahead = index &+ 2
        guard ahead <= end, byte(at: index) == UInt8(ascii: "\\"), byte(at: index &+ 1) == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let second = try hexadecimal(at: &ahead, before: end)
        guard (0xDC00..<0xE000).contains(second) else { return "\u{FFFD}" }
        index = ahead
        return Unicode.Scalar(0x10000 &+ (first &- 0xD800) << 10 &+ (second &- 0xDC00)) ?? "\u{FFFD}"
    }

    private func hexadecimal(at index: inout Int, before end: Int) throws(JSONFault) -> UInt32 {
        guard index &+ 4 <= end else { throw .badString(at: index) }
        var value: UInt32 = 0
        for place in index..<(index &+ 4) {
            guard let digit = Self.digit(byte(at: place)) else { throw .badString(at: place) }
            value = value << 4 | UInt32(digit)
        }
        index &+= 4
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte &- UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte &- UInt8(ascii: "a") &+ 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte &- UInt8(ascii: "A") &+ 10
        default: nil
        }
    }

    private static func plain(_ escape: UInt8) -> UInt8? {
        switch escape {
        case UInt8(ascii: "n"): UInt8(ascii: "\n")
        case UInt8(ascii: "t"): UInt8(ascii: "\t")
        case UInt8(ascii: "r"): UInt8(ascii: "\r")
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): escape
        default: nil
        }
    }
}
