/// What a backslash makes of the characters behind it.
enum PatternEscape {
    case scalar(UInt32)
    case kind(ScalarSet.Kind)
    case check(PatternCheck)

    var node: PatternNode {
        switch self {
        case .scalar(let value): .scalar(value)
        case .kind(let kind): .set(ScalarSet(kind))
        case .check(let check): .check(check)
        }
    }

    init(_ rest: inout ArraySlice<UInt32>, inSet: Bool = false) throws(PatternFault) {
        guard let value = rest.popFirst(), let letter = Unicode.Scalar(value) else {
            throw PatternFault("ends with a “\\”")
        }
        switch letter {
        case "d": self = .kind(.digit)
        case "D": self = .kind(.noDigit)
        case "w": self = .kind(.word)
        case "W": self = .kind(.noWord)
        case "s": self = .kind(.space)
        case "S": self = .kind(.noSpace)
        case "b": self = inSet ? .scalar(8) : .check(.boundary)
        case "B": self = .check(.noBoundary)
        default: self = .scalar(try Self.scalar(letter, &rest))
        }
    }

    private static func scalar(
        _ letter: Unicode.Scalar, _ rest: inout ArraySlice<UInt32>
    ) throws(PatternFault) -> UInt32 {
        switch letter {
        case "n": return 0x0A
        case "r": return 0x0D
        case "t": return 0x09
        case "f": return 0x0C
        case "v": return 0x0B
        case "0": return 0
        case "x": return try hexadecimal(2, &rest)
        case "u":
            guard rest.first == Unicode.Scalar("{").value,
                let end = rest.prefix(8).firstIndex(of: Unicode.Scalar("}").value)
            else { return try pair(try hexadecimal(4, &rest), &rest) }
            rest = rest.dropFirst()
            let value = try hexadecimal(max(0, end - rest.startIndex), &rest)
            rest = rest.dropFirst()
            return value
        case "1"..."9", "k": throw PatternFault("refers back to a group")
        case "a"..."z", "A"..."Z": throw PatternFault("has “\\\(letter)”, which is not understood")
        default: return letter.value
        }
    }

    /// Characters beyond U+FFFF may be written as two.
    private static func pair(_ first: UInt32, _ rest: inout ArraySlice<UInt32>) throws(PatternFault) -> UInt32 {
        guard (0xD800..<0xDC00).contains(first), rest.starts(with: "\\u".unicodeScalars.map(\.value)) else {
            return first
        }
        rest = rest.dropFirst(2)
        let second = try hexadecimal(4, &rest)
        guard (0xDC00..<0xE000).contains(second) else { throw PatternFault("has half a character") }
        return 0x10000 + (first & 0x3FF) << 10 + second & 0x3FF
    }

    private static func hexadecimal(_ count: Int, _ rest: inout ArraySlice<UInt32>) throws(PatternFault) -> UInt32 {
        let digits = rest.prefix(count).compactMap(digit)
        guard count > 0, digits.count == count else { throw PatternFault("has a character number that is none") }
        rest = rest.dropFirst(count)
        return digits.reduce(0) { $0 << 4 | $1 }
    }

    private static func digit(_ value: UInt32) -> UInt32? {
        switch value {
        case 0x30...0x39: value - 0x30
        case 0x41...0x46: value - 0x37
        case 0x61...0x66: value - 0x57
        default: nil
        }
    }
}
