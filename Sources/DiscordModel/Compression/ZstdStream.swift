import CZstd

/// Discord's `compress=zstd-stream`: one zstd context (RFC 8878) for the whole connection. Each WebSocket message is
/// one document; the frame never ends.
///
/// <https://docs.discord.com/developers/events/gateway#zstd-stream>
package final class ZstdStream: Inflater {
    /// The largest window that a frame may ask for, as a power of two: 32 MiB of memory.
    private static let windowLimit: Int32 = 25

    private let context: OpaquePointer
    private let limits: InflationLimits
    private var buffer = [UInt8](repeating: 0, count: 64 << 10)

    package init(_ limits: InflationLimits = InflationLimits()) throws(CompressionFault) {
        self.limits = limits
        guard let context = ZSTD_createDCtx() else { throw .noMemory }
        self.context = context
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLimit)
    }

    deinit { ZSTD_freeDCtx(context) }

    package func inflate(_ bytes: UnsafeRawBufferPointer) throws(CompressionFault) -> [UInt8]? {
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        var document: [UInt8] = []
        var isFull = false
        repeat {
            let (status, written) = buffer.withUnsafeMutableBytes { buffer in
                var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
                return (ZSTD_decompressStream(context, &output, &input), output.pos)
            }
            if ZSTD_isError(status) != 0 { throw .garbled(String(cString: ZSTD_getErrorName(status))) }
            document.append(contentsOf: buffer.prefix(written))
            guard limits.allow(document.count, from: bytes.count) else { throw .tooLarge }
            guard status != 0 else { throw .ended }
            isFull = written == buffer.count
        } while input.pos < input.size || isFull
        return document
    }
}
