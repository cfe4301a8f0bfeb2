@testable import Egress

/// What reads as an address reads as the same one again; a redirect from it stays one, and goes to no lesser scheme.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEgress(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    if let address = IPAddress(text) {
        precondition(IPAddress(address.description) == address, "an address changed")
        _ = address.isPublic
    }
    guard let base = try? WebAddress("https://a.example/b/c?d") else { return 0 }
    for address in [try? WebAddress(text), try? WebAddress("http://" + text), try? base.following(text)] {  // no address
        guard let address else { continue }
        let written = address.description
        // It may grow beyond what is read again: characters are encoded.
        if written.utf8.count <= WebAddress.limit {
            precondition((try? WebAddress(written)) == address, "an address reads differently")
        }
        precondition(written.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "a character is not plain")
        let next = try? address.following(text)  // leads nowhere
        precondition(address.scheme == .http || next.map { $0.scheme == .https } ?? true, "a way down")
    }
    return 0
}
