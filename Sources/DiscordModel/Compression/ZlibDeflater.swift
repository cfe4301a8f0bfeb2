import CZlib

/// The other end of ``ZlibStream``: what a gateway does to its documents.
package final class ZlibDeflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private var buffer = [UInt8](repeating: 0, count: 32 << 10)

    package init() throws(CompressionFault) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard czlib_deflate_init(stream, Z_DEFAULT_COMPRESSION, 15) == Z_OK else { throw .noMemory }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// One document, flushed: it ends with `00 00 FF FF`.
    package func deflate(_ document: [UInt8]) throws(CompressionFault) -> [UInt8] {
        var output: [UInt8] = []
        var status = Z_OK
        document.withUnsafeBufferPointer { document in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: document.baseAddress)
            stream.pointee.avail_in = uInt(clamping: document.count)
            repeat {
                buffer.withUnsafeMutableBufferPointer { buffer in
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = uInt(buffer.count)
                    status = CZlib.deflate(stream, Z_SYNC_FLUSH)
                }
                output.append(contentsOf: buffer.prefix(buffer.count - Int(stream.pointee.avail_out)))
            } while status == Z_OK && stream.pointee.avail_out == 0
            stream.pointee.next_in = nil
        }
        guard status == Z_OK || status == Z_BUF_ERROR else { throw .garbled("zlib \(status)") }
        return output
    }
}
