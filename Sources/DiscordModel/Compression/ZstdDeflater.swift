import CZstd

/// The other end of ``ZstdStream``: what a gateway does to its documents.
package final class ZstdDeflater {
    private let context: OpaquePointer
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    package init() throws(CompressionFault) {
        guard let context = ZSTD_createCCtx() else { throw .noMemory }
        self.context = context
    }

    deinit { ZSTD_freeCCtx(context) }

    /// One document, flushed; the frame goes on.
    package func deflate(_ document: [UInt8]) throws(CompressionFault) -> [UInt8] {
        var compressed: [UInt8] = []
        var status = 0
        document.withUnsafeBytes { document in
            var input = ZSTD_inBuffer(src: document.baseAddress, size: document.count, pos: 0)
            repeat {
                buffer.withUnsafeMutableBytes { buffer in
                    var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
                    status = ZSTD_compressStream2(context, &output, &input, ZSTD_e_flush)
                    compressed.append(contentsOf: buffer.prefix(output.pos))
                }
            } while status != 0 && ZSTD_isError(status) == 0
        }
        guard status == 0 else { throw .garbled(String(cString: ZSTD_getErrorName(status))) }
        return compressed
    }
}
