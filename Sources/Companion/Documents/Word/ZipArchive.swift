/// Reads single files out of a ZIP archive in memory. Nothing is ever written, so their names are only names.
///
/// <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT> without its later additions: no zip64, no parts, no
/// encryption, and of the ways to pack only “stored” and “deflated”.
struct ZipArchive {
    /// Files in an archive. More are refused.
    static let entryLimit = 10_000

    struct Entry: Equatable {
        var name: String
        fileprivate var flags: Int
        fileprivate var method: Int
        fileprivate var checksum: UInt32
        fileprivate var packedSize: Int
        fileprivate var size: Int
        fileprivate var offset: Int
    }

    private let bytes: [UInt8]
    private(set) var entries: [Entry] = []

    init(_ bytes: [UInt8]) throws(DocumentError) {
        self.bytes = bytes
        let end = try endOfDirectory()
        let count = try number(end + 10, 2)
        guard count <= Self.entryLimit else { throw .tooManyParts }
        var place = try number(end + 16, 4)
        for _ in 0..<count {
            guard let entry = try entry(at: &place) else { throw Self.damaged("its table of contents is broken") }
            entries.append(entry)
        }
    }

    /// What the file of that name holds; nil where there is none. The first of several counts.
    func contents(of name: String) throws(DocumentError) -> [UInt8]? {
        guard let entry = entries.first(where: { $0.name == name }) else { return nil }
        guard entry.flags & 1 == 0 else { throw .protected }
        let packed = try packed(entry)
        let contents: [UInt8]
        switch entry.method {
        case 0: contents = Array(packed)
        case 8: contents = try ZipInflation.inflated(packed, size: entry.size)
        default: throw Self.damaged("a part of it is packed in a way that is not known")
        }
        guard contents.count == entry.size, ZipInflation.checksum(contents) == entry.checksum else {
            throw Self.damaged("a part of it is not what it was when it was packed")
        }
        return contents
    }

    private func packed(_ entry: Entry) throws(DocumentError) -> ArraySlice<UInt8> {
        guard try number(entry.offset, 4) == 0x0403_4B50 else { throw Self.damaged("a part of it is missing") }
        let start = try entry.offset + 30 + number(entry.offset + 26, 2) + number(entry.offset + 28, 2)
        guard start <= bytes.count, entry.packedSize <= bytes.count - start else {
            throw Self.damaged("a part of it is cut off")
        }
        return bytes[start..<(start + entry.packedSize)]
    }

    /// The record at the very end, behind which only a comment may stand.
    private func endOfDirectory() throws(DocumentError) -> Int {
        let last = bytes.count - 22
        guard last >= 0 else { throw Self.damaged("its end is missing") }
        for place in stride(from: last, through: max(last - 0xFFFF, 0), by: -1)
        where bytes[place] == 0x50 && bytes[place...].starts(with: [0x50, 0x4B, 0x05, 0x06]) {
            return place
        }
        throw Self.damaged("its end is missing")
    }

    private func entry(at place: inout Int) throws(DocumentError) -> Entry? {
        guard try number(place, 4) == 0x0201_4B50 else { return nil }
        let nameLength = try number(place + 28, 2)
        let start = place + 46
        guard start + nameLength <= bytes.count else { return nil }
        let entry = Entry(
            name: String(decoding: bytes[start..<(start + nameLength)], as: UTF8.self),
            flags: try number(place + 8, 2), method: try number(place + 10, 2),
            checksum: UInt32(truncatingIfNeeded: try number(place + 16, 4)), packedSize: try number(place + 20, 4),
            size: try number(place + 24, 4), offset: try number(place + 42, 4))
        place = try start + nameLength + number(place + 30, 2) + number(place + 32, 2)
        return entry
    }

    /// A number of up to four bytes, the smallest first: it fits every `Int` of 64 bits, and so do sums of a few.
    private func number(_ place: Int, _ width: Int) throws(DocumentError) -> Int {
        guard place >= 0, place <= bytes.count - width else { throw Self.damaged("it ends too soon") }
        return bytes[place..<(place + width)].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private static func damaged(_ reason: String) -> DocumentError { .damaged(reason) }
}
