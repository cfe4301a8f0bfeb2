/// An address that a connection can be made to.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(high: UInt64, low: UInt64)

    /// Reads only the plain forms, four decimal numbers or RFC 4291 without a zone. What other programs also take
    /// for an address (`0177.1`, `2130706433`) is none here.
    package init?(_ text: some StringProtocol) {
        let text = Substring(text)
        guard text.utf8.contains(UInt8(ascii: ":")) else {
            guard let number = Self.dotted(text) else { return nil }
            self = .v4(number)
            return
        }
        guard let groups = Self.groups(in: text) else { return nil }
        self = .v6(high: Self.number(groups.prefix(4)), low: Self.number(groups.dropFirst(4)))
    }

    private static func number(_ groups: ArraySlice<UInt16>) -> UInt64 { groups.reduce(0) { $0 << 16 | UInt64($1) } }

    private static func dotted(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            // A leading zero means octal to some.
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy(\.isDigit), part == "0" || part.first != "0",
                let byte = UInt8(part)
            else { return nil }
            number = number << 8 | UInt32(byte)
        }
        return number
    }

    /// Eight groups, where `::` stands for as many zeros as are missing.
    private static func groups(in text: Substring) -> [UInt16]? {
        guard text.utf8.count <= 45 else { return nil }
        guard let gap = text.doubleColon else {
            return half(text, mayEndDotted: true).flatMap { $0.count == 8 ? $0 : nil }
        }
        guard let first = half(text[..<gap.lowerBound], mayEndDotted: false),
            let last = half(text[gap.upperBound...], mayEndDotted: true), first.count + last.count < 8
        else { return nil }
        return first + Array(repeating: 0, count: 8 - first.count - last.count) + last
    }

    private static func half(_ text: Substring, mayEndDotted: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var groups: [UInt16] = []
        let parts = text.split(separator: ":", maxSplits: 8, omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if mayEndDotted, index == parts.count - 1, let number = dotted(part) {
                groups += [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
            } else {
                guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups
    }
}

extension IPAddress: CustomStringConvertible {
    /// Reads as the same address again, here and everywhere else.
    package var description: String {
        switch self {
        case .v4(let number):
            [24, 16, 8, 0].map { String(number >> UInt32($0) & 0xFF) }.joined(separator: ".")
        case .v6(let high, let low):
            [high, low].flatMap { half in
                [48, 32, 16, 0].map { String(half >> UInt64($0) & 0xFFFF, radix: 16) }
            }.joined(separator: ":")
        }
    }
}

extension Substring {
    fileprivate var doubleColon: Range<Index>? {
        let bytes = utf8
        guard
            let start = zip(bytes.indices, bytes.indices.dropFirst()).first(where: {
                bytes[$0] == bytes[$1] && bytes[$0] == UInt8(ascii: ":")
            })
        else { return nil }
        return start.0..<bytes.index(after: start.1)
    }
}

extension UInt8 {
    var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
    var isHexDigit: Bool { isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) }
}
