/// Cuts blocks into pieces: prose behind sentences, code behind lines, and what has neither between words.
struct PieceCutter {
    private let bytes: [UInt8]
    /// Characters of a row or an item that stays whole.
    private let wholeLimit: Int
    /// Characters of every other piece.
    private let limit: Int
    /// Shorter sentences and lines are left together: there may be millions.
    private let proseMinimum: Int
    private let codeMinimum: Int

    private var unit = 0
    private var lastKind: DocumentBlock.Kind?
    /// How far the characters are counted.
    private var counted = Position(byte: 0, character: 0)

    init(_ bytes: [UInt8], target: Int) {
        self.bytes = bytes
        wholeLimit = target
        limit = max(target / 2, 1)
        proseMinimum = target / 32
        codeMinimum = target / 8
    }

    mutating func cut(_ block: DocumentBlock, into pieces: inout [ChunkPiece]) {
        if block.kind != .tableRow || lastKind != .tableRow { unit += 1 }
        lastKind = block.kind
        // Blocks come in order; what would reach back is left out.
        let range = block.range.clamped(to: counted.byte..<bytes.count)
        var lines = LineCount(of: bytes[range], at: block.location)
        var start = position(of: range.lowerBound)
        let end = position(of: range.upperBound)
        for end in ends(of: block.kind, from: start, to: end) {
            let range = start.byte..<end.byte
            pieces.append(
                ChunkPiece(
                    bytes: range, characters: start.character..<end.character, kind: block.kind,
                    location: lines.location(of: bytes[range]), unit: unit))
            start = end
        }
    }

    /// Counts on from where was counted last: all in all every byte once.
    private mutating func position(of byte: Int) -> Position {
        counted.character += bytes[counted.byte..<byte].reduce(0) { $0 + ($1.isContinuation ? 0 : 1) }
        counted.byte = byte
        return counted
    }

    private func ends(of kind: DocumentBlock.Kind, from start: Position, to end: Position) -> [Position] {
        guard start.byte < end.byte else { return [] }
        if kind == .tableRow || kind == .listItem, end.character - start.character <= wholeLimit { return [end] }
        var scan = BoundaryScan(bytes[start.byte..<end.byte], from: start, limit: limit)
        return kind == .code ? scan.lineEnds(minimum: codeMinimum) : scan.sentenceEnds(minimum: proseMinimum)
    }
}

/// A place in a text.
struct Position {
    var byte: Int
    var character: Int
}

/// Tells the lines of the pieces of a block, as they come.
private struct LineCount {
    private let location: DocumentLocation?
    private var line: Int?

    /// Lines are counted only where the block has all of those that it names.
    init(of text: ArraySlice<UInt8>, at location: DocumentLocation?) {
        self.location = location
        guard let location, location.unit == .line, location.first < location.last,
            text.reduce(0, { $0 + ($1 == .lineFeed ? 1 : 0) }) == location.last - location.first
        else { return }
        line = location.first
    }

    mutating func location(of piece: ArraySlice<UInt8>) -> DocumentLocation? {
        guard let first = line else { return location }
        let feeds = piece.reduce(0) { $0 + ($1 == .lineFeed ? 1 : 0) }
        line = first + feeds
        return DocumentLocation(.line, first, piece.last == .lineFeed ? first + feeds - 1 : first + feeds)
    }
}
