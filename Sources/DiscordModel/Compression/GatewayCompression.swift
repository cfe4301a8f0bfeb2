/// How the gateway is asked to compress what it sends. The names are those of its `compress` parameter.
package enum GatewayCompression: String, CaseIterable, Sendable {
    case none
    case zlib = "zlib-stream"
    case zstd = "zstd-stream"

    /// A fresh one for each connection; nil where nothing is compressed.
    package func inflater(_ limits: InflationLimits = InflationLimits()) throws(CompressionFault) -> (any Inflater)? {
        switch self {
        case .none: nil
        case .zlib: try ZlibStream(limits)
        case .zstd: try ZstdStream(limits)
        }
    }
}
