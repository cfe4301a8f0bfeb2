/// An address on the web that somebody chose, taken apart strictly: what could be read in two ways is refused.
///
/// Only `http` and `https`, no user or password, a host of plain ASCII, a port as a number. What stands behind the
/// host is kept, with everything percent-encoded that must be; a fragment is not.
package struct WebAddress: Hashable, Sendable {
    package enum Scheme: String, Sendable { case http, https }

    package enum Host: Hashable, Sendable {
        /// In small letters.
        case name(String)
        case address(IPAddress)
    }

    package let scheme: Scheme
    package let host: Host
    package let port: UInt16
    /// Path and query, beginning with `/`.
    package let target: String

    /// Longer ones are refused.
    package static let limit = 2_048

    /// - Throws: ``EgressError/unreadable(_:)``
    package init(_ text: String) throws(EgressError) {
        let text = try Self.ascii(text)
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let scheme = Scheme(rawValue: parts[0].lowercased()) else {
            throw .unreadable("it does not begin with http:// or https://")
        }
        guard parts[1].hasPrefix("//") else { throw .unreadable("there is no // behind its scheme") }
        try self.init(scheme, behindSlashes: parts[1].dropFirst(2))
    }

    private init(_ scheme: Scheme, behindSlashes rest: Substring) throws(EgressError) {
        let end = rest.utf8.firstIndex { [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
        let authority = rest[..<(end ?? rest.endIndex)]
        let (host, port) = try Self.split(authority)
        self.scheme = scheme
        self.host = try Self.host(host)
        self.port = try port.map(Self.port) ?? (scheme == .http ? 80 : 443)
        target = Self.target(rest[(end ?? rest.endIndex)...])
    }

    fileprivate init(_ base: WebAddress, target: Substring) {
        (scheme, host, port) = (base.scheme, base.host, base.port)
        self.target = Self.target(target)
    }

    // MARK: Parts

    private static func split(_ authority: Substring) throws(EgressError) -> (Substring, Substring?) {
        guard !authority.utf8.contains(UInt8(ascii: "@")) else { throw .unreadable("a user or password is in it") }
        if authority.hasPrefix("[") {
            let parts = authority.dropFirst().split(separator: "]", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { throw .unreadable("its host is cut off") }
            guard parts[0].contains(":") else { throw .unreadable("its host is no address in brackets") }
            guard parts[1].isEmpty || parts[1].hasPrefix(":") else { throw .unreadable("its port is none") }
            return (parts[0], parts[1].isEmpty ? nil : parts[1].dropFirst())
        }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let host = parts.first, !host.isEmpty else { throw .unreadable("it has no host") }
        guard !host.contains(":") else { throw .unreadable("its host is none") }
        return (host, parts.count == 2 ? parts[1] : nil)
    }

    private static func port(_ text: Substring) throws(EgressError) -> UInt16 {
        guard text.utf8.allSatisfy(\.isDigit), let port = UInt16(text), port > 0 else {
            throw .unreadable("its port is none")
        }
        return port
    }

    private static func host(_ text: Substring) throws(EgressError) -> Host {
        if let address = IPAddress(text) { return .address(address) }
        let name = (text.hasSuffix(".") ? text.dropLast() : text).lowercased()
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy(\.isLabel) else { throw .unreadable("its host is none") }
        // `127.1`, `0x7f.1` and `2130706433` are addresses to some programs, and names to no one.
        guard let last = labels.last, !last.isNumber else { throw .unreadable("its host is a number") }
        return .name(name)
    }

    private static func target(_ text: Substring) -> String {
        let path = text.prefix { $0 != "#" }
        return (path.hasPrefix("/") ? "" : "/") + path
    }

    /// With everything percent-encoded that is not plain, before it is taken apart: a mark that is joined to the sign
    /// before it must not hide that sign.
    private static func ascii(_ text: String) throws(EgressError) -> String {
        guard text.utf8.count <= limit else { throw .unreadable("it is too long") }
        var plain = ""
        for byte in text.utf8 {
            switch byte {
            case 0x00...0x20, 0x7F, UInt8(ascii: "\\"): throw .unreadable("a character in it is not allowed")
            case _ where byte >= 0x80 || encoded.contains(byte): plain += "%" + byte.twoHexDigits
            default: plain.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return plain
    }

    private static let encoded = Set("\"<>^`{|}".utf8)
}

extension WebAddress: CustomStringConvertible {
    package var description: String {
        let isUsual = port == (scheme == .http ? 80 : 443)
        return "\(scheme.rawValue)://\(hostText)\(isUsual ? "" : ":\(port)")\(target)"
    }

    private var hostText: String {
        switch host {
        case .name(let name): name
        case .address(let address): if case .v6 = address { "[\(address)]" } else { "\(address)" }
        }
    }
}

extension WebAddress {
    /// Where a redirect leads that was met here.
    ///
    /// RFC 3986, 5.2. What begins with a scheme must be a whole address; from `https` there is no way to `http`.
    package func following(_ reference: String) throws(EgressError) -> WebAddress {
        let reference = try Self.ascii(reference)
        let next: WebAddress
        if reference.hasPrefix("//") {
            next = try WebAddress("\(scheme.rawValue):\(reference)")
        } else if reference.hasScheme {
            next = try WebAddress(reference)
        } else {
            next = WebAddress(self, target: Self.plain(merged(reference[...])))
        }
        guard scheme == .http || next.scheme == .https else { throw .unreadable("it leads from https to http") }
        return next
    }

    private func merged(_ reference: Substring) -> Substring {
        if reference.hasPrefix("/") { return reference }
        let path = target.prefix { $0 != "?" }
        if reference.isEmpty || reference.hasPrefix("#") { return target[...] }
        if reference.hasPrefix("?") { return path + reference }
        let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
        return folder + reference
    }

    /// Without `.` and `..` in its path.
    private static func plain(_ target: Substring) -> Substring {
        let end = target.firstIndex { $0 == "?" || $0 == "#" } ?? target.endIndex
        let parts = target[..<end].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        var kept: [Substring] = []
        for (index, part) in parts.enumerated() {
            if part == ".." { kept = kept.dropLast() }
            if part != "..", part != "." { kept.append(part) } else if index == parts.count - 1 { kept.append("") }
        }
        return "/" + kept.joined(separator: "/") + target[end...]
    }
}

extension String {
    /// RFC 3986, 3.1
    fileprivate var hasScheme: Bool {
        guard
            let end = utf8.firstIndex(where: {
                [UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0)
            })
        else { return false }
        return utf8[end] == UInt8(ascii: ":")
    }
}

extension Substring {
    fileprivate var isLabel: Bool {
        (1...63).contains(utf8.count) && first != "-" && last != "-"
            && utf8.allSatisfy { $0.isDigit || (0x61...0x7A).contains($0) || [0x2D, 0x5F].contains($0) }
    }

    fileprivate var isNumber: Bool {
        utf8.allSatisfy(\.isDigit) || hasPrefix("0x") && utf8.dropFirst(2).allSatisfy(\.isHexDigit)
    }
}

extension UInt8 {
    fileprivate var twoHexDigits: String { (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true) }
}
