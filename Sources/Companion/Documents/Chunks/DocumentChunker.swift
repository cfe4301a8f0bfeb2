/// Cuts a document into chunks where its own structure parts it.
///
/// A chunk stands under one heading. Small blocks under it are joined, long ones are cut between sentences, lines of
/// code or rows; where prose is cut, the next chunk repeats the last sentence or two. Headings without text of their
/// own are in the paths of what stands under them.
package struct DocumentChunker: Sendable {
    /// Characters that a chunk should have: Unicode's, of which what people see as one may have several.
    package let target: Int
    /// Characters that a chunk has at most, where a table or code would else be torn. A heading fits always.
    package let limit: Int
    /// Characters that may be repeated.
    package let overlap: Int

    /// - Parameter target: 100 or more. Smaller ones are raised, and so are limits below it or below a heading's length.
    package init(target: Int = 900, limit: Int = 1_600, overlap: Int = 240) {
        self.target = max(target, 100)
        self.limit = max(limit, self.target, DocumentLimits.headingLength)
        self.overlap = min(max(overlap, 0), self.target / 3)
    }

    package func chunks(of document: DocumentText) throws(DocumentError) -> [DocumentChunk] {
        let bytes = Array(document.text.utf8)
        var writer = ChunkWriter(bytes)
        var cutter = PieceCutter(bytes, target: target)
        var path = HeadingPath()
        var pieces: [ChunkPiece] = []
        for block in document.blocks {
            guard case .heading(let level) = block.kind else {
                cutter.cut(block, into: &pieces)
                continue
            }
            try pack(&pieces, &path, into: &writer)
            try keep(path.enter(block, level, document.text(of: block)), in: &writer)
        }
        try pack(&pieces, &path, into: &writer)
        try keep(path.end(), in: &writer)
        return writer.chunks
    }

    /// Writes the chunks of what stands under one heading.
    private func pack(
        _ pieces: inout [ChunkPiece], _ path: inout HeadingPath, into writer: inout ChunkWriter
    ) throws(DocumentError) {
        guard !pieces.isEmpty else { return }
        defer { pieces.removeAll(keepingCapacity: true) }
        path.use()
        var packer = ChunkPacker(pieces, self)
        for range in packer.pack() { try writer.write(pieces[range], under: path.titles) }
    }

    private func keep(_ lost: HeadingPath.Lost?, in writer: inout ChunkWriter) throws(DocumentError) {
        if let lost { try writer.write(lost.heading.range, under: lost.titles, lost.heading.location) }
    }
}
