/// Knows the signs that stand before the items of a list in plain text.
enum TextList {
    /// The bytes of white space and sign before the text of an item: `- `, `* `, `+ `, `• `, `1. `, `12) `.
    static func marker(of line: SourceLines.Line) -> Int? {
        let ink = line.text.drop(while: \.isSpace)
        guard let first = ink.first else { return nil }
        var rest = ink
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): rest = ink.dropFirst()
        case 0xE2 where ink.starts(with: bullet): rest = ink.dropFirst(bullet.count)
        case _ where first.isDigit:
            let digits = ink.prefix(while: \.isDigit)
            rest = ink.dropFirst(digits.count)
            guard digits.count <= 4, let sign = rest.first, sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")")
            else { return nil }
            rest = rest.dropFirst()
        default: return nil
        }
        guard let space = rest.first, space.isSpace, rest.contains(where: { !$0.isSpace }) else { return nil }
        return line.text.distance(from: line.text.startIndex, to: rest.startIndex) + 1
    }

    private static let bullet = Array("•".utf8)
}
