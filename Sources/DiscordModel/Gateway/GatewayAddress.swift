/// Where a gateway listens: a `ws` or `wss` URL, in parts.
package struct GatewayAddress: Hashable, Sendable {
    package let isSecure: Bool
    /// A name or an address, the latter without brackets.
    package let host: String
    package let port: Int
    /// Begins with a slash, has no query.
    package let path: String

    /// Nil for what is no such URL. Its query is left out: ``target(compression:)`` has its own.
    package init?(_ url: String) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        switch url[..<scheme.lowerBound].lowercased() {
        case "ws": isSecure = false
        case "wss": isSecure = true
        default: return nil
        }
        let rest = url[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
        let authority = rest.prefix { $0 != "/" }
        let path = rest[authority.endIndex...]
        guard let (host, port) = Self.hostAndPort(authority), path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        self.host = host
        self.port = port ?? (isSecure ? 443 : 80)
        self.path = path.isEmpty ? "/" : String(path)
    }

    private static func hostAndPort(_ authority: Substring) -> (String, Int?)? {
        var host = authority
        var port: Substring?
        if authority.first == "[" {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            host = authority[..<end].dropFirst()
            let rest = authority[end...].dropFirst()
            guard rest.isEmpty || rest.first == ":" else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if let colon = authority.firstIndex(of: ":") {
            host = authority[..<colon]
            port = authority[colon...].dropFirst()
        }
        let isWellFormed = host.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: ":"):
                true
            default: false
            }
        }
        guard !host.isEmpty, isWellFormed else { return nil }
        guard let port else { return (host.lowercased(), nil) }
        guard let number = UInt16(port), number > 0 else { return nil }
        return (host.lowercased(), Int(number))
    }

    /// What is asked of the host.
    package func target(compression: GatewayCompression) -> String {
        let parameters = "?v=10&encoding=json"
        return path + parameters + (compression == .none ? "" : "&compress=\(compression.rawValue)")
    }

    package var isLoopback: Bool {
        host == "localhost" || host == "::1" || host.hasPrefix("127.") && host.utf8.allSatisfy { $0 < 0x3A }
    }

    private var isDiscord: Bool {
        isSecure && ["discord.gg", "discord.com"].contains { host == $0 || host.hasSuffix("." + $0) }
    }

    /// Whether a session of this gateway, and with it the bot's token, may go to `other`, as the gateway proposes.
    package func mayHandOver(to other: GatewayAddress) -> Bool {
        other.isDiscord || isLoopback && other.isLoopback || other.host == host && other.isSecure == isSecure
    }
}

extension GatewayAddress: CustomStringConvertible {
    package var description: String {
        let shown = host.contains(":") ? "[\(host)]" : host
        return "\(isSecure ? "wss" : "ws")://\(shown):\(port)\(path == "/" ? "" : path)"
    }
}
