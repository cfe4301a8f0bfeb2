@testable import CustomIDs

/// What strangers send opens nothing; what we seal opens as it was.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCustomIDs(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    // A MAC that everybody can make, so that what stands behind it is reached.
    let open = { (_: [UInt8]) in [UInt8](repeating: 0, count: 16) }
    let user = Snowflake(7)
    if let id = try? CustomID.open(text, by: user, at: 5, mac: open) {  // a fault: not ours
        precondition((try? id.sealed(mac: open)) == text, "two texts for one id")
    }
    let made = Base64URL.encode(bytes + [UInt8](repeating: 0, count: 16))
    precondition(Base64URL.decode(made)?.dropLast(16) == bytes[...], "base64url loses something")
    _ = try? CustomID.open(made, by: user, at: 5, mac: open)  // a fault: no id of ours
    let id = CustomID(command: "c", payload: text, user: user, expiry: 6)
    if let sealed = try? id.sealed(mac: open) {  // a fault: too long
        precondition(sealed.utf8.count <= 100, "longer than Discord takes")
        precondition((try? CustomID.open(sealed, by: user, at: 5, mac: open)) == id, "another id came back")
    }
    return 0
}
