/// A PNG as the chunks it is made of. The picture itself is not looked at.
/// <https://www.w3.org/TR/png-3/#5DataRep>
struct PNGFile: Sendable {
    /// Bytes. Larger files are refused.
    static let sizeLimit = 32 << 20
    /// Files with more chunks are refused.
    static let chunkLimit = 100_000

    struct Chunk: Sendable {
        var type: [UInt8]
        var data: ArraySlice<UInt8>
        /// With its length, its type and its checksum.
        var whole: ArraySlice<UInt8>
    }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private(set) var chunks: [Chunk] = []
    /// What stands after the last chunk; no program should write any, some do.
    private var rest: ArraySlice<UInt8> = []

    static func isPNG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

    init(_ bytes: [UInt8]) throws(LoreFault) {
        guard Self.isPNG(bytes) else { throw LoreFault("The file is no PNG. Bring the card as PNG or JSON.") }
        guard bytes.count <= Self.sizeLimit else {
            throw LoreFault("The picture is larger than the \(Self.sizeLimit >> 20) MiB that are taken.")
        }
        rest = bytes[Self.signature.count...]
        while chunks.last?.type != Array("IEND".utf8) {
            guard chunks.count < Self.chunkLimit else { throw Self.damaged("it has too many parts") }
            chunks.append(try Self.takeChunk(&rest))
        }
        guard chunks.first?.type == Array("IHDR".utf8) else { throw Self.damaged("its first part is missing") }
    }

    private static func takeChunk(_ rest: inout ArraySlice<UInt8>) throws(LoreFault) -> Chunk {
        guard rest.count >= 12 else { throw damaged("it ends too early") }
        let length = number(rest.prefix(4))
        // The length may be any number; only what is left is compared with it.
        guard length <= rest.count - 12 else { throw damaged("it ends too early") }
        let whole = rest.prefix(12 + length)
        let checked = whole.dropFirst(4).dropLast(4)
        guard number(whole.suffix(4)) == Int(CRC32.of(checked)) else { throw damaged("a checksum is wrong") }
        rest = rest.dropFirst(12 + length)
        return Chunk(type: Array(checked.prefix(4)), data: checked.dropFirst(4), whole: whole)
    }

    /// Puts a chunk in the place of the first that `isReplaced`, else before the end, and drops the others.
    mutating func put(_ type: String, _ data: [UInt8], replacing isReplaced: (Chunk) -> Bool) {
        let place = chunks.firstIndex(where: isReplaced) ?? max(0, chunks.count - 1)
        chunks.removeAll(where: isReplaced)
        let type = Array(type.utf8)
        let whole = Self.bytes(UInt32(clamping: data.count)) + type + data + Self.bytes(CRC32.of((type + data)[...]))
        chunks.insert(Chunk(type: type, data: data[...], whole: whole[...]), at: min(place, chunks.count))
    }

    mutating func remove(where isGone: (Chunk) -> Bool) { chunks.removeAll(where: isGone) }

    var bytes: [UInt8] { Self.signature + chunks.flatMap(\.whole) + rest }

    static func damaged(_ reason: String) -> LoreFault {
        LoreFault("The picture is damaged: \(reason). Fetch or export it again.")
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
