import Foundation

/// Which `Host` and `Origin` a request may carry.
///
/// A page of another site that points its own name at this machine (DNS
/// rebinding) is told apart by the name that its browser sends along.
struct HostRule: Sendable {
    private let names: Set<String>

    init(hostNames: [String]) {
        names = Set(hostNames.map { $0.lowercased() })
    }

    /// Whether a request to `authority` (`localhost:8080`) is meant for us.
    func allows(authority: String?) -> Bool {
        guard let authority, let name = Self.name(of: authority) else { return false }
        return Self.isLoopback(name) || names.contains(name)
    }

    /// Whether a request that changes something comes from our own page.
    ///
    /// - Parameters:
    ///   - origin: what the browser sent; programs send none.
    ///   - fetchSite: `Sec-Fetch-Site`, where the browser sends it.
    func isOwnPage(origin: String?, fetchSite: String?, authority: String?) -> Bool {
        if let fetchSite, fetchSite != "same-origin", fetchSite != "none" { return false }
        guard let origin else { return true }
        guard let authority, let separator = origin.range(of: "://") else { return false }
        let scheme = origin[..<separator.lowerBound]
        guard scheme == "http" || scheme == "https" else { return false }
        return origin[separator.upperBound...].lowercased() == authority.lowercased()
    }

    /// The name in `name:port`, lower case, without the brackets of IPv6.
    static func name(of authority: String) -> String? {
        let text = authority.lowercased()
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]"), isPort(text[text.index(after: end)...]) else { return nil }
            return String(text[text.index(after: text.startIndex)..<end])
        }
        let colon = text.firstIndex(of: ":") ?? text.endIndex
        let name = text[..<colon]
        return name.isEmpty || !isPort(text[colon...]) ? nil : String(name)
    }

    static func isLoopback(_ name: String) -> Bool {
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts.first == 127 && !parts.contains(nil)
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty || (text.first == ":" && UInt16(text.dropFirst()) != nil)
    }
}
