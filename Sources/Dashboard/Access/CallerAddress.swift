import Foundation

/// Where somebody calls from, as far as tries to sign in are counted by it: an
/// IPv4 address, or the 64 bits of an IPv6 address that one household has.
struct CallerAddress: Hashable, Sendable {
    /// For callers without an IP address.
    static let unknown = CallerAddress(bytes: [])

    /// Four for IPv4, eight for IPv6.
    private let bytes: [UInt8]

    private init(bytes: [UInt8]) { self.bytes = bytes }

    init?(_ text: String) {
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            bytes = withUnsafeBytes(of: v4) { Array($0) }
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            let all = withUnsafeBytes(of: v6) { Array($0) }
            let isMapped = all.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            bytes = Array(isMapped ? all.suffix(4) : all.prefix(8))
        } else {
            return nil
        }
    }

    /// - Parameters:
    ///   - peer: the connection's other end.
    ///   - forwarded: `X-Forwarded-For`, where a proxy stands in front. Its own address says nothing, and the
    ///     last one named is the one it appended itself; but only what is near can be our proxy.
    init(peer: String?, forwarded: String?) {
        let peer = peer.flatMap(CallerAddress.init) ?? .unknown
        let last = forwarded?.split(separator: ",").last?.trimmingCharacters(in: .whitespaces)
        self = last.flatMap { peer.isNear ? CallerAddress($0) : nil } ?? peer
    }

    /// This machine or a private network (RFC 1918, RFC 4193, link-local).
    var isNear: Bool {
        switch (bytes.count, bytes.first ?? 0, bytes.dropFirst().first ?? 0) {
        case (4, 10, _), (4, 127, _), (4, 172, 16...31), (4, 192, 168), (4, 169, 254): true
        case (8, 0xFC...0xFD, _), (8, 0xFE, 0x80...0xBF): true
        case (8, _, _): bytes.allSatisfy { $0 == 0 }  // ::1
        default: false
        }
    }
}

extension CallerAddress: CustomStringConvertible {
    var description: String {
        switch bytes.count {
        case 4: bytes.map(String.init).joined(separator: ".")
        case 8: bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + "/64"
        default: "unknown"
        }
    }
}
