import CZlib

/// Makes ZIP archives for tests: right ones, and ones that lie.
struct ZipWriter {
    struct Entry {
        var name: String
        var contents: [UInt8] = []
        var isDeflated = true
        /// Taken instead of what ``contents`` would make.
        var packed: [UInt8]?
        var statedSize: Int?
        var statedPackedSize: Int?
        var checksum: UInt32?
        var method: Int?
        var flags = 0
        var offset: Int?
    }

    static func archive(_ entries: [Entry], comment: [UInt8] = []) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let packed = entry.packed ?? (entry.isDeflated ? deflated(entry.contents) : entry.contents)
            let common =
                number(entry.flags, 2) + number(entry.method ?? (entry.isDeflated ? 8 : 0), 2) + number(0, 4)
                + number(Int(entry.checksum ?? checksum(entry.contents)), 4)
                + number(entry.statedPackedSize ?? packed.count, 4)
                + number(entry.statedSize ?? entry.contents.count, 4) + number(entry.name.utf8.count, 2)
            let offset = entry.offset ?? file.count
            file += number(0x0403_4B50, 4) + number(20, 2) + common + number(0, 2) + Array(entry.name.utf8) + packed
            directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common + number(0, 12)
            directory += number(offset, 4) + Array(entry.name.utf8)
        }
        let end =
            number(0x0605_4B50, 4) + number(0, 4) + number(entries.count, 2) + number(entries.count, 2)
            + number(directory.count, 4) + number(file.count, 4) + number(comment.count, 2)
        return file + directory + end + comment
    }

    static func archive(_ files: [String: String]) -> [UInt8] {
        archive(files.sorted { $0.key < $1.key }.map { Entry(name: $0.key, contents: Array($0.value.utf8)) })
    }

    static func number(_ value: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * min($0, 7))) }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 { UInt32(truncatingIfNeeded: crc32(0, bytes, uInt(bytes.count))) }

    /// Deflated `count` times over, so that gigabytes need not be held.
    static func deflated(_ bytes: [UInt8], times count: Int = 1) -> [UInt8] {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        _ = czlib_deflate_init(stream, 6, -15)
        defer { deflateEnd(stream) }
        var packed: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var input = bytes
        for round in 0..<max(count, 1) {
            input.withUnsafeMutableBufferPointer { input in
                stream.pointee.next_in = input.baseAddress
                stream.pointee.avail_in = uInt(input.count)
                repeat {
                    buffer.withUnsafeMutableBufferPointer { buffer in
                        stream.pointee.next_out = buffer.baseAddress
                        stream.pointee.avail_out = uInt(buffer.count)
                        _ = CZlib.deflate(stream, round == count - 1 ? Z_FINISH : Z_NO_FLUSH)
                    }
                    packed += buffer.prefix(buffer.count - Int(stream.pointee.avail_out))
                } while stream.pointee.avail_out == 0
            }
        }
        return packed
    }
}
