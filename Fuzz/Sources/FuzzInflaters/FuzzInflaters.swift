@testable import Inflaters

/// Whatever a connection sends, what comes out of one message stays within the limits; and what a gateway of ours
/// compressed comes out as it went in, however it is cut into messages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzInflaters(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var limits = InflationLimits()
    limits.size = 1 << 20
    for kind in [GatewayCompression.zlib, .zstd] {
        guard let inflater = try? kind.inflater(limits) else { continue }  // no memory
        // The first byte says where the messages are cut.
        let length = Int(bytes.first ?? 0) + 1
        var rest = bytes.dropFirst()
        while !rest.isEmpty, let document = try? inflater.inflate(Array(rest.prefix(length))) ?? [] {
            precondition(document.count <= limits.size, "more than the limit")
            rest = rest.dropFirst(length)
        }
    }
    roundTrip(bytes)
    return 0
}

private func roundTrip(_ bytes: [UInt8]) {
    guard let deflater = try? ZlibDeflater(), let inflater = try? ZlibStream() else { return }  // no memory
    for document in [bytes, bytes.reversed()] {
        guard let compressed = try? deflater.deflate(document) else { preconditionFailure("not compressed") }
        let half = compressed.count / 2
        let first = try? inflater.inflate(Array(compressed[..<half]))
        // By chance the half may end as a document does; then the second half is a document of its own.
        let second = try? inflater.inflate(Array(compressed[half...]))
        precondition((first ?? []) + (second ?? []) == document, "changed on the way")
    }
}
