/// Reads a text from its beginning, in whole characters whose kind and weight are looked at once.
struct TextCursor {
    /// What a character means for cutting and for code.
    enum Kind: UInt8 { case other, letterOfName, backtick, newline, space, sentenceMark }

    private let text: String
    /// Where each character begins, then the end of the text.
    private var starts: [String.Index] = []
    /// Code points of each.
    private var sizes: [Int] = []
    private(set) var kinds: [Kind] = []
    private(set) var position = 0

    /// - Parameter longest: characters of more code points, which only mischief makes, are taken apart.
    init(_ text: String, longest: Int) {
        self.text = text
        starts.reserveCapacity(text.utf8.count + 1)
        sizes.reserveCapacity(text.utf8.count)
        kinds.reserveCapacity(text.utf8.count)
        // Two ASCII bytes are two characters, but for a carriage return with its line feed.
        if text.utf8.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) {
            for index in text.utf8.indices { add(at: index, size: 1, Kind(ascii: text.utf8[index])) }
        } else {
            for index in text.indices { add(text[index], at: index, longest: longest) }
        }
        starts.append(text.endIndex)
    }

    var end: Int { sizes.count }
    var isAtEnd: Bool { position >= end }

    subscript(_ range: Range<Int>) -> Substring { text[starts[range.lowerBound]..<starts[range.upperBound]] }

    mutating func skip(to position: Int) { self.position = min(position, end) }

    mutating func skipBlanks() {
        while position < end, kinds[position].isBlank { position += 1 }
    }

    /// Behind as many characters as have at most `room` code points; one at least.
    func windowEnd(within room: Int) -> Int {
        var index = position
        var left = room
        while index < end {
            left -= sizes[index]
            if left < 0, index > position { break }
            index += 1
        }
        return index
    }

    func size(of range: Range<Int>) -> Int { sizes[range].reduce(0, +) }

    /// Takes the end of a code block, if it comes next, with the blanks before it.
    mutating func take(closing fence: CodeFence) -> Bool {
        var start = position
        while start < end, kinds[start].isBlank { start += 1 }
        var behind = start
        while behind < end, kinds[behind] == .backtick { behind += 1 }
        guard behind - start >= fence.width else { return false }
        position = behind
        while position < end, kinds[position] == .newline { position += 1 }
        return true
    }

    private mutating func add(at index: String.Index, size: Int, _ kind: Kind) {
        starts.append(index)
        sizes.append(size)
        kinds.append(kind)
    }

    private mutating func add(_ character: Character, at index: String.Index, longest: Int) {
        let size = character.unicodeScalars.count
        guard size > longest else { return add(at: index, size: size, Kind(character)) }
        var scalar = index
        for part in stride(from: 0, to: size, by: longest) {
            let length = min(longest, size - part)
            add(at: scalar, size: length, .other)
            text.unicodeScalars.formIndex(&scalar, offsetBy: length)
        }
    }
}

extension TextCursor.Kind {
    var isBlank: Bool { self == .newline || self == .space }

    fileprivate init(ascii byte: UInt8) {
        self =
            switch byte {
            case UInt8(ascii: "`"): .backtick
            case 0x0A, 0x0B, 0x0C, 0x0D: .newline
            case 0x09, 0x20: .space
            case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): .sentenceMark
            case 0x21...0x7E: .letterOfName
            default: .other
            }
    }

    fileprivate init(_ character: Character) {
        if let ascii = character.asciiValue {
            self.init(ascii: ascii)
        } else {
            self =
                character.isNewline
                ? .newline
                : character.isWhitespace
                    ? .space
                    : "…。！？".contains(character) ? .sentenceMark : .other
        }
    }
}
