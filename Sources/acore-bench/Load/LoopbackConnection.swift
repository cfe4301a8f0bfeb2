import Foundation

/// A blocking HTTP/1.1 connection to this machine, with nothing of its own
/// between the call and the kernel: for times of less than a millisecond.
final class LoopbackConnection {
    private let socket: Int32
    private var rest: [UInt8] = []

    /// Nil while nobody listens there.
    init?(port: Int) {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var on: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        guard Self.withAddress(port, { connect(socket, $0, $1) }) == 0 else { return nil }
    }

    /// As soon as somebody listens there.
    static func first(to port: Int) throws -> LoopbackConnection {
        for _ in 0..<100_000 {
            if let connection = LoopbackConnection(port: port) { return connection }
            usleep(100)
        }
        throw BenchFault("nobody listens on port \(port)")
    }

    deinit { close(socket) }

    /// A port that was free a moment ago.
    static func freePort() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withAddress(0) { bind(socket, $0, $1) } == 0
        let isNamed = withUnsafeMutableBytes(of: &address) { bytes in
            getsockname(socket, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, &length) == 0
        }
        guard isBound, isNamed else { throw BenchFault("no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    static func request(_ method: String, _ path: String, key: String? = nil, body: String = "") -> [UInt8] {
        let authorization = key.map { "Authorization: Bearer \($0)\r\n" } ?? ""
        return Array(
            """
            \(method) \(path) HTTP/1.1\r
            Host: 127.0.0.1\r
            \(authorization)Content-Type: application/json\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """.utf8)
    }

    /// Sends a request and reads the whole answer.
    ///
    /// - Returns: its body; throws unless the status is 200.
    @discardableResult
    func ask(_ request: [UInt8]) throws -> String {
        guard send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
            throw BenchFault("the connection broke")
        }
        let head = try read(upTo: Array("\r\n\r\n".utf8)).lowercased()
        let body: String
        if let line = head.split(separator: "\r\n").first(where: { $0.hasPrefix("content-length:") }),
            let length = Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces))
        {
            body = try read(length)
        } else {
            body = try read(upTo: Array("\r\n0\r\n\r\n".utf8))
        }
        guard head.hasPrefix("http/1.1 200") else { throw BenchFault("\(head.prefix(40)) \(body.prefix(300))") }
        return body
    }

    private func read(upTo end: [UInt8]) throws -> String {
        while true {
            if let range = rest.firstRange(of: end) { return take(range.upperBound) }
            try readMore()
        }
    }

    private func read(_ count: Int) throws -> String {
        while rest.count < count { try readMore() }
        return take(count)
    }

    private func take(_ count: Int) -> String {
        defer { rest.removeFirst(count) }
        return String(decoding: rest.prefix(count), as: UTF8.self)
    }

    private func readMore() throws {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = recv(socket, &bytes, bytes.count, 0)
        guard count > 0 else { throw BenchFault("the connection was closed") }
        rest += bytes.prefix(count)
    }

    private static func withAddress(_ port: Int, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(clamping: port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return withUnsafeBytes(of: &address) { bytes in
            bytes.assumingMemoryBound(to: sockaddr.self).baseAddress.map { use($0, socklen_t(bytes.count)) } ?? -1
        }
    }
}
