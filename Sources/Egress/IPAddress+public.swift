extension IPAddress {
    /// What this machine calls itself.
    static let loopback: [IPAddress] = [.v4(0x7F00_0001), .v6(high: 0, low: 1)]

    var isLoopback: Bool {
        if case .v4(let number) = self { return number >> 24 == 127 }
        return Self.loopback.contains(self)
    }

    /// Whether it lies on the open internet, for everybody. Not so are this machine, its networks, and what only
    /// looks like somewhere else: forms of IPv6 that lead to an IPv4 address by way of some relay.
    ///
    /// <https://www.iana.org/assignments/iana-ipv4-special-registry>,
    /// <https://www.iana.org/assignments/iana-ipv6-special-registry>
    package var isPublic: Bool {
        switch self {
        case .v4(let number): !Self.reserved.contains { number >> (32 - $0.length) == $0.prefix >> (32 - $0.length) }
        case .v6(let high, let low): Self.isPublic(high, low)
        }
    }

    private static func isPublic(_ high: UInt64, _ low: UInt64) -> Bool {
        // NAT64's well-known prefix, 64:ff9b::/96: where there is no IPv4, it is the way to all of it.
        if high == 0x0064_FF9B_0000_0000, low >> 32 == 0 { return IPAddress.v4(UInt32(low)).isPublic }
        // All else that is public begins with the bits 001; not so, within it, are:
        guard high >> 61 == 0b001 else { return false }
        return high >> 41 != 0x2001_0000 >> 9  // 2001::/23, protocols: Teredo, ORCHID, benchmarking, AMT
            && high >> 32 != 0x2001_0DB8  // documentation
            && high >> 48 != 0x2002  // 6to4
            && high >> 44 != 0x3FFF_0  // documentation
            // ISATAP: the last half leads into an IPv4 network
            && low >> 32 & ~0x0200_0000 != 0x5EFE
    }

    private static let reserved: [(prefix: UInt32, length: UInt32)] = [
        (0x0000_0000, 8),  // this network
        (0x0A00_0000, 8),  // private
        (0x6440_0000, 10),  // shared by a provider's customers; one cloud's metadata
        (0x7F00_0000, 8),  // this machine
        (0xA83F_8110, 32),  // 168.63.129.16, another cloud's
        (0xA9FE_0000, 16),  // this link, and the metadata of most
        (0xAC10_0000, 12),  // private
        (0xC000_0000, 24),  // protocols
        (0xC000_0200, 24),  // documentation
        (0xC034_C100, 24),  // tunnels to multicast
        (0xC058_6300, 24),  // 6to4's relays
        (0xC0A8_0000, 16),  // private
        (0xC612_0000, 15),  // benchmarks
        (0xC633_6400, 24),  // documentation
        (0xCB00_7100, 24),  // documentation
        (0xE000_0000, 4),  // multicast
        (0xF000_0000, 4),  // not in use; everybody on this link
    ]
}
