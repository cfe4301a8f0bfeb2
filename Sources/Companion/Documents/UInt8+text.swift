/// All markup is ASCII, so readers work on UTF-8 bytes and cut only beside ASCII ones.
extension UInt8 {
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let formFeed: UInt8 = 0x0C
    static let carriageReturn: UInt8 = 0x0D

    /// Blank, tab, line feed and the like.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    /// In lower case, where it is an ASCII letter.
    var lowered: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    /// Whether it goes on with a character that an earlier byte began.
    var isContinuation: Bool { self & 0xC0 == 0x80 }
}

extension ArraySlice<UInt8> {
    /// Without the white space at both ends.
    var trimmed: ArraySlice<UInt8> { drop(while: \.isSpace).withoutBlankEnd }

    /// Without the blank lines at both ends; the indent of the first line stays.
    var withoutBlankEnds: ArraySlice<UInt8> {
        guard let ink = firstIndex(where: { !$0.isSpace }) else { return self[endIndex...] }
        let line = self[..<ink].lastIndex(of: .lineFeed).map { $0 + 1 } ?? startIndex
        return self[line...].withoutBlankEnd
    }

    var withoutBlankEnd: ArraySlice<UInt8> {
        guard let last = lastIndex(where: { !$0.isSpace }) else { return self[startIndex..<startIndex] }
        return self[...last]
    }

    /// Whether these bytes begin with `ascii`; `ignoringCase` for lower-case `ascii`.
    func begins(with ascii: StaticString, ignoringCase: Bool = false) -> Bool {
        guard ascii.utf8CodeUnitCount <= count else { return false }
        return ascii.withUTF8Buffer { wanted in
            zip(self, wanted).allSatisfy { (ignoringCase ? $0.lowered : $0) == $1 }
        }
    }
}
