/// Reads a text that is still arriving.
///
/// A match fails for good at a wrong scalar. Where the text just ends, the
/// cursor notes that only more of it can tell.
struct LeakCursor {
    private let scalars: [Unicode.Scalar]
    /// No more text will come.
    private let isEnd: Bool
    private(set) var index = 0
    private(set) var needsMore = false

    init(_ scalars: [Unicode.Scalar], isEnd: Bool) {
        self.scalars = scalars
        self.isEnd = isEnd
    }

    /// What was not taken yet.
    var rest: String { String(String.UnicodeScalarView(scalars[index...])) }

    /// The next scalar; nil at the end of the text.
    mutating func peek() -> Unicode.Scalar? {
        if index < scalars.count { return scalars[index] }
        if !isEnd { needsMore = true }
        return nil
    }

    mutating func take(where isWanted: (Unicode.Scalar) -> Bool) -> Bool {
        guard let next = peek(), isWanted(next) else { return false }
        index += 1
        return true
    }

    /// Takes what `body` takes, or nothing if it returns false.
    mutating func attempt(_ body: (inout LeakCursor) -> Bool) -> Bool {
        let start = index
        if body(&self) { return true }
        index = start
        return false
    }

    mutating func take(_ word: String) -> Bool {
        attempt { text in word.unicodeScalars.allSatisfy { wanted in text.take { $0 == wanted } } }
    }

    /// Takes a word that is given in lower case, however it is written.
    mutating func takeAnyCase(_ word: String) -> Bool {
        attempt { text in word.unicodeScalars.allSatisfy { wanted in text.take { $0.lowercased == wanted } } }
    }

    /// Takes up to `limit` scalars.
    mutating func takeAll(limit: Int, where isWanted: (Unicode.Scalar) -> Bool) -> String {
        let start = index
        while index - start < limit, take(where: isWanted) {}
        return String(String.UnicodeScalarView(scalars[start..<index]))
    }
}

extension Unicode.Scalar {
    /// Itself where lower case would be more than one scalar.
    fileprivate var lowercased: Unicode.Scalar {
        if isASCII { return isCapital ? Unicode.Scalar(UInt8(truncatingIfNeeded: value) | 0x20) : self }
        let mapping = properties.lowercaseMapping.unicodeScalars
        return mapping.count == 1 ? mapping.first ?? self : self
    }

    var isSpace: Bool { isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }
    var isCapital: Bool { ("A"..."Z").contains(self) }
    /// A letter, a digit or `_`, of ASCII.
    var isWord: Bool { isCapital || ("a"..."z").contains(self) || ("0"..."9").contains(self) || self == "_" }
}
