import CZlib

/// Unpacks what is deflated, up to what a document may hold: a few kilobytes can claim to be gigabytes.
enum ZipInflation {
    /// Bytes that may come out. More is refused as a bomb.
    static let sizeLimit = 48 << 20
    /// Above ``generous``, what comes out may be this many times what went in.
    static let ratioLimit = 256
    static let generous = 1 << 20

    private static let step = 64 << 10

    /// - Parameter size: what the archive says will come out. It is not relied on.
    static func inflated(_ packed: ArraySlice<UInt8>, size: Int) throws(DocumentError) -> [UInt8] {
        guard allows(size, from: packed.count) else { throw .bomb }
        // On the heap: zlib keeps a pointer back to it.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        // Negative: without zlib's own header.
        guard czlib_inflate_init(stream, -15) == Z_OK else { throw .damaged("there is no memory to unpack it") }
        defer { inflateEnd(stream) }
        let result = packed.withUnsafeBufferPointer { packed in
            Result { () throws(DocumentError) in try run(stream, packed) }
        }
        return try result.get()
    }

    private static func run(
        _ stream: UnsafeMutablePointer<z_stream>, _ packed: UnsafeBufferPointer<UInt8>
    ) throws(DocumentError) -> [UInt8] {
        // zlib does not write through `next_in`; its type is older than `const`.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: packed.baseAddress)
        stream.pointee.avail_in = uInt(clamping: packed.count)
        var buffer = [UInt8](repeating: 0, count: step)
        var contents: [UInt8] = []
        while true {
            let status = buffer.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = uInt(buffer.count)
                return CZlib.inflate(stream, Z_NO_FLUSH)
            }
            contents += buffer.prefix(buffer.count - Int(stream.pointee.avail_out))
            guard allows(contents.count, from: packed.count) else { throw .bomb }
            switch status {
            case Z_OK: continue
            case Z_STREAM_END: return contents
            default: throw .damaged("a part of it cannot be unpacked")
            }
        }
    }

    private static func allows(_ output: Int, from input: Int) -> Bool {
        output <= sizeLimit && (output <= generous || output / ratioLimit <= input)
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBufferPointer { UInt32(truncatingIfNeeded: crc32(0, $0.baseAddress, uInt(clamping: $0.count))) }
    }
}
