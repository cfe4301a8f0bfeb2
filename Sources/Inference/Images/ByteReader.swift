/// Reads bytes in order and never beyond their end.
struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func rewind() { position = 0 }

    mutating func byte() -> UInt8? { take(1)?.first }

    /// The next `count` bytes, or nil where there are fewer.
    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.count - position else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    mutating func skip(matching expected: [UInt8]) -> Bool {
        take(expected.count).map { $0.elementsEqual(expected) } ?? false
    }

    /// An unsigned number of at most four bytes.
    mutating func bigEndian(_ count: Int) -> Int? { take(count)?.reduce(0) { $0 << 8 | Int($1) } }

    mutating func littleEndian(_ count: Int) -> Int? { take(count)?.reversed().reduce(0) { $0 << 8 | Int($1) } }
}
