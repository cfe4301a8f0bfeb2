/// Decides which pieces under one heading make a chunk together.
struct ChunkPacker {
    private let pieces: [ChunkPiece]
    private let sizes: DocumentChunker
    /// The open chunk: where it starts, which of its pieces is the first that no chunk before has, and its end.
    private var start = 0
    private var fresh = 0
    private var next = 0
    private var chunks: [Range<Int>] = []

    init(_ pieces: [ChunkPiece], _ sizes: DocumentChunker) {
        self.pieces = pieces
        self.sizes = sizes
    }

    /// Ranges of pieces. Every piece is in one of them, prose at their edges in two.
    mutating func pack() -> [Range<Int>] {
        while next < pieces.count {
            let unit = next..<endOfUnit(next)
            if fits(unit) {
                next = unit.upperBound
            } else if staysWhole(unit) {
                close()
                if size(start..<unit.upperBound) > wholeLimit(unit) { start = fresh }
                next = unit.upperBound
            } else {
                for index in unit { add(index) }
            }
        }
        finish()
        return chunks
    }

    private func size(_ range: Range<Int>) -> Int {
        guard let first = pieces[range].first, let last = pieces[range].last else { return 0 }
        return last.characters.upperBound - first.characters.lowerBound
    }

    private func endOfUnit(_ index: Int) -> Int {
        let unit = pieces[index].unit
        return pieces[index...].firstIndex { $0.unit != unit } ?? pieces.count
    }

    /// Whether the open chunk takes the unit in. What is too small to stand alone goes with the table that follows.
    private func fits(_ unit: Range<Int>) -> Bool {
        let whole = size(start..<unit.upperBound)
        return whole <= sizes.target || isSmall && pieces[unit.lowerBound].isKept && whole <= sizes.limit
    }

    private var isSmall: Bool { size(start..<next) < sizes.target / 3 }

    private func wholeLimit(_ unit: Range<Int>) -> Int {
        pieces[unit.lowerBound].isKept ? sizes.limit : sizes.target
    }

    /// Whether a unit begins a chunk of its own rather than filling the open one up. Prose does where the open one is
    /// not too small to stand alone.
    private func staysWhole(_ unit: Range<Int>) -> Bool {
        guard size(unit) <= wholeLimit(unit) else { return false }
        return pieces[unit.lowerBound].isKept || !isSmall
    }

    private mutating func add(_ index: Int) {
        if size(start..<(index + 1)) > sizes.target {
            close()
            if size(start..<(index + 1)) > sizes.target { start = fresh }
        }
        next = index + 1
    }

    /// Ends the open chunk, if there is anything new in it.
    private mutating func close() {
        guard next > fresh else { return }
        chunks.append(start..<next)
        start = firstRepeated()
        fresh = next
    }

    /// One or two sentences before the next chunk, where both sides are prose.
    private func firstRepeated() -> Int {
        guard pieces.indices.contains(next), pieces[next].isProse else { return next }
        var first = next
        while next - first < 2, first - 1 > start, pieces[first - 1].isProse, size((first - 1)..<next) <= sizes.overlap
        {
            first -= 1
        }
        return first
    }

    /// A small rest joins the chunk before it, where it fits.
    private mutating func finish() {
        guard next > fresh else { return }
        if let last = chunks.last, size(fresh..<next) < sizes.target / 4, size(last.lowerBound..<next) <= sizes.limit {
            chunks[chunks.count - 1] = last.lowerBound..<next
        } else {
            chunks.append(start..<next)
        }
        fresh = next
    }
}
