/// The smallest part of a block that a chunk takes in whole: a sentence, a row, some lines of code.
struct ChunkPiece {
    let bytes: Range<Int>
    /// Where it stands, counted in characters.
    let characters: Range<Int>
    let kind: DocumentBlock.Kind
    let location: DocumentLocation?
    /// Pieces with one number belong together: those of a block, and the rows of a table.
    let unit: Int

    /// Whether it may be repeated in the next chunk.
    var isProse: Bool { kind == .paragraph || kind == .listItem }
    /// Tables and code stay together where they fit.
    var isKept: Bool { kind == .tableRow || kind == .code }
}
