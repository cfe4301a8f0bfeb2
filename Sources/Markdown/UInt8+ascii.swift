/// All markup is ASCII, so the parsers work on UTF-8 bytes and cut only beside ASCII ones.
extension UInt8 {
    /// Blank, tab, line feed and the like.
    var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    /// A letter, a digit or `_`: what may not stand beside an underscore that is markup.
    var isWord: Bool { isLetter || isDigit || self == 0x5F }
    var isPunctuation: Bool { (0x21...0x7E).contains(self) && !isLetter && !isDigit }
}

extension [UInt8] {
    func byte(at index: Int) -> UInt8? { indices.contains(index) ? self[index] : nil }

    /// How often `byte` stands in a row from `start` on, before `end`.
    func run(of byte: UInt8, from start: Int, to end: Int) -> Int {
        var index = start
        while index < end, self[index] == byte { index += 1 }
        return index - start
    }

    /// Whether `ascii` stands at `index`; `ignoringCase` for lower-case `ascii`.
    func has(_ ascii: StaticString, at index: Int, ignoringCase: Bool = false) -> Bool {
        guard index >= 0, index + ascii.utf8CodeUnitCount <= count else { return false }
        return ascii.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy {
                let byte = self[index + $0]
                return byte == wanted[$0] || (ignoringCase && byte.isLetter && byte | 0x20 == wanted[$0])
            }
        }
    }

    func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }
}
