import CZlib

/// Discord's `compress=zlib-stream`: one zlib stream (RFC 1950) for the whole connection, each document flushed, so
/// that it ends with `00 00 FF FF`.
///
/// <https://docs.discord.com/developers/events/gateway#zlib-stream>
package final class ZlibStream: Inflater {
    private static let chunk = 32 << 10

    /// On the heap: zlib keeps a pointer back to it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let limits: InflationLimits
    private var buffer = [UInt8](repeating: 0, count: ZlibStream.chunk)
    private var document: [UInt8] = []
    /// Compressed bytes of the document so far, and the last four of them.
    private var taken = 0
    private var tail: UInt32 = .max

    package init(_ limits: InflationLimits = InflationLimits()) throws(CompressionFault) {
        self.limits = limits
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard czlib_inflate_init(stream, 15) == Z_OK else { throw .noMemory }
        // The checksum would be compared at the stream's end, which a connection never reaches.
        inflateValidate(stream, 0)
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    package func inflate(_ bytes: UnsafeRawBufferPointer) throws(CompressionFault) -> [UInt8]? {
        for byte in bytes.suffix(4) { tail = tail << 8 | UInt32(byte) }
        taken &+= bytes.count
        // zlib does not write through `next_in`; its type is older than `const`.
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = uInt(clamping: bytes.count)
        defer { stream.pointee.next_in = nil }
        try run()
        guard tail == 0x0000_FFFF else { return nil }
        defer {
            document = []
            taken = 0
            tail = .max
        }
        return document
    }

    /// A full buffer may mean that there is more to come out, whatever went in.
    private func run() throws(CompressionFault) {
        repeat {
            let status = buffer.withUnsafeMutableBufferPointer { buffer in
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = uInt(buffer.count)
                return CZlib.inflate(stream, Z_SYNC_FLUSH)
            }
            document.append(contentsOf: buffer.prefix(buffer.count - Int(stream.pointee.avail_out)))
            guard limits.allow(document.count, from: taken) else { throw .tooLarge }
            switch status {
            case Z_OK: break
            case Z_BUF_ERROR: return  // no more now
            case Z_STREAM_END: throw .ended
            case Z_MEM_ERROR: throw .noMemory
            default: throw .garbled(stream.pointee.msg.map { String(cString: $0) } ?? "zlib \(status)")
            }
        } while stream.pointee.avail_out == 0
    }
}
