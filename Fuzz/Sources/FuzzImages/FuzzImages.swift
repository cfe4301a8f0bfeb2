@testable import Images

/// Whatever the bytes, a picture has a size, and what comes behind its head does not change what it is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImages(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for beginning in [[], [0xFF, 0xD8], Array("RIFF....WEBPVP8".utf8)] {
        guard let format = ImageFormat(sniffing: beginning + bytes) else { continue }
        precondition(format.width > 0 && format.height > 0, "no size")
        precondition(format == ImageFormat(sniffing: beginning + bytes + [0]), "the end made a difference")
        _ = format.isTooLarge
    }
    return 0
}
