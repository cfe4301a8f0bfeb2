/// Writes chunks down: their text, their place, and a key that no other one has.
struct ChunkWriter {
    private let bytes: [UInt8]
    private(set) var chunks: [DocumentChunk] = []
    private var occurrences: [ContentKey: Int] = [:]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func write(_ pieces: ArraySlice<ChunkPiece>, under titles: [String]) throws(DocumentError) {
        guard let first = pieces.first, let last = pieces.last else { return }
        let location = pieces.reduce(first.location) { whole, piece in
            guard let whole, let next = piece.location else { return whole ?? piece.location }
            return whole.joined(to: next)
        }
        let range = first.bytes.lowerBound..<last.bytes.upperBound
        try write(range, under: titles, location, keepingIndent: first.kind == .code)
    }

    mutating func write(
        _ range: Range<Int>, under titles: [String], _ location: DocumentLocation?, keepingIndent: Bool = false
    ) throws(DocumentError) {
        let range = range.clamped(to: 0..<bytes.count)
        let slice = keepingIndent ? bytes[range].withoutBlankEnds : bytes[range].trimmed
        guard !slice.isEmpty else { return }
        guard chunks.count < DocumentLimits.chunkCount else { throw .tooManyChunks }
        let text = String(decoding: slice, as: UTF8.self)
        chunks.append(
            DocumentChunk(
                ordinal: chunks.count, headingPath: titles, text: text, range: slice.startIndex..<slice.endIndex,
                location: location, key: key(titles, text)))
    }

    private mutating func key(_ titles: [String], _ text: String) -> ContentKey {
        let first = ContentKey(headingPath: titles, text: text, occurrence: 0)
        let occurrence = occurrences[first, default: 0]
        occurrences[first] = occurrence + 1
        return occurrence == 0 ? first : ContentKey(headingPath: titles, text: text, occurrence: occurrence)
    }
}
