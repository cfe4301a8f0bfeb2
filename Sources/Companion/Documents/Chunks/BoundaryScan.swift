/// Finds where a text may be cut, in one pass: no piece has more than `limit` characters, and none is empty.
struct BoundaryScan {
    private let text: ArraySlice<UInt8>
    private let limit: Int
    /// The beginning of the piece, and how far was read.
    private var start: Position
    private var place: Position
    /// The last places behind a space and behind a line in this piece.
    private var space: Position?
    private var line: Position?
    private var ends: [Position] = []

    init(_ text: ArraySlice<UInt8>, from start: Position, limit: Int) {
        self.text = text
        self.limit = limit
        self.start = start
        place = start
    }

    /// Behind every line that makes the piece at least `minimum` long.
    mutating func lineEnds(minimum: Int) -> [Position] {
        while let scalar = next() {
            if scalar == "\n", place.character - start.character >= minimum { cut(at: place) }
        }
        return finish()
    }

    /// Behind the white space that ends a sentence.
    mutating func sentenceEnds(minimum: Int) -> [Position] {
        var sentence = SentenceEnd()
        while let scalar = next() {
            let ends = sentence.ends(with: scalar, before: scalarAhead)
            if ends, place.character - start.character >= minimum { cut(at: place) }
        }
        return finish()
    }

    private mutating func finish() -> [Position] {
        if start.byte < text.endIndex { cut(at: place) }
        return ends
    }

    private mutating func cut(at position: Position) {
        ends.append(position)
        start = position
        space = space.flatMap { $0.byte > position.byte ? $0 : nil }
        line = line.flatMap { $0.byte > position.byte ? $0 : nil }
    }

    // MARK: Reading

    /// Reads a character. Before the piece gets too long it is cut where that hurts least.
    private mutating func next() -> Unicode.Scalar? {
        guard let scalar = text.scalar(at: place.byte) else { return nil }
        if place.character - start.character >= limit { cut(at: line ?? space ?? wholeCharacter()) }
        place.byte = min(place.byte + scalar.width, text.endIndex)
        place.character += 1
        if scalar.value == "\n" { line = place }
        if scalar.value.isBlank { space = place }
        return scalar.value
    }

    private var scalarAhead: Unicode.Scalar? { text.scalar(at: place.byte)?.value }

    /// The last place up to here that is not within what people see as one character. Where one character is longer
    /// than a piece may be, it is torn.
    private func wholeCharacter() -> Position {
        // What follows may belong to the last character, so a little of it is looked at.
        let ahead = text[place.byte...].prefix(32)
        let piece = String(decoding: text[start.byte..<place.byte] + ahead, as: UTF8.self)
        var position = start
        var whole: Position?
        for character in piece {
            position.byte += character.utf8.count
            position.character += character.unicodeScalars.count
            guard position.byte <= place.byte else { break }
            whole = position
        }
        return whole ?? place
    }
}

extension Unicode.Scalar {
    /// Most characters are ASCII, where a look at the properties of Unicode costs more than all the rest.
    var isBlank: Bool { isASCII ? value == 0x20 || (0x09...0x0D).contains(value) : properties.isWhitespace }
}

extension ArraySlice<UInt8> {
    /// The character that begins at `index` in valid UTF-8, and its bytes; nil behind the end. What is not valid is
    /// read byte by byte.
    func scalar(at index: Int) -> (value: Unicode.Scalar, width: Int)? {
        guard indices.contains(index) else { return nil }
        let first = self[index]
        let width =
            switch first {
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 1
            }
        guard width > 1 else { return (first < 0x80 ? Unicode.Scalar(first) : "\u{FFFD}", 1) }
        let tail = self[(index + 1)...].prefix(width - 1)
        guard tail.count == width - 1, tail.allSatisfy(\.isContinuation) else { return ("\u{FFFD}", 1) }
        let value = tail.reduce(UInt32(first & (0xFF >> (width + 1)))) { $0 << 6 | UInt32($1 & 0x3F) }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }
}
