import Foundation

/// Who listens on a TCP port of this machine, as far as it can be seen.
enum PortHolder: Equatable, CustomStringConvertible {
    case process(name: String, id: Int)
    /// Processes of other users cannot be looked into.
    case user(String)

    var description: String {
        switch self {
        case .process(let name, let id): "\(name) (process \(id))"
        case .user(let name): "a program of the user \(name)"
        }
    }

    /// Nil where the port is free for somebody who wants to listen at `host`.
    static func of(port: Int, at host: String) -> PortHolder? {
        let listeners = ["/proc/net/tcp", "/proc/net/tcp6"].flatMap(listeners)
        let wanted = addresses(of: host)
        let inTheWay = listeners.filter { $0.port == port && $0.isInTheWay(of: wanted) }
        guard let first = inTheWay.first else { return nil }
        return process(holding: Set(inTheWay.map(\.inode))) ?? .user(name(of: first.user))
    }

    /// Reads to the end: such a file says that it is empty, and Foundation takes its first page for all of it.
    private static func listeners(in path: String) -> [Listener] {
        // Without IPv6 there is no second table, without Linux none.
        guard let file = FileHandle(forReadingAtPath: path) else { return [] }
        defer { try? file.close() }  // it was only read
        var table: [UInt8] = []
        // Where reading fails, what came until then counts.
        while let more = try? file.read(upToCount: 65_536), !more.isEmpty { table += more }
        // Behind a headline those who listen stand first; the thousands of connections after them are not looked at.
        return table.split(separator: UInt8(ascii: "\n")).dropFirst().lazy
            .map { Listener(Substring(decoding: $0, as: UTF8.self)) }
            .prefix { $0 != nil }.compactMap { $0 }
    }

    private static func process(holding inodes: Set<Substring>) -> PortHolder? {
        for id in names(in: "/proc").compactMap(Int.init) {
            for descriptor in names(in: "/proc/\(id)/fd") {
                let path = "/proc/\(id)/fd/\(descriptor)"
                guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path),
                    target.hasPrefix("socket:["), inodes.contains(target.dropFirst(8).dropLast())
                else { continue }  // closed meanwhile, or not a socket
                let name = (try? String(contentsOfFile: "/proc/\(id)/comm", encoding: .utf8)) ?? ""  // ended meanwhile
                return .process(name: name.trimmingCharacters(in: .whitespacesAndNewlines), id: id)
            }
        }
        return nil
    }

    /// Nothing where it is another user's, or gone.
    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    private static func name(of user: UInt32) -> String {
        getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? "\(user)"
    }

    /// The bytes of what `host` stands for: four, or sixteen.
    private static func addresses(of host: String) -> [[UInt8]] {
        if host == "localhost" { return ["127.0.0.1", "::1"].flatMap(addresses) }
        return [(AF_INET, 4), (AF_INET6, 16)].compactMap { family, count in
            var bytes = [UInt8](repeating: 0, count: count)
            return inet_pton(family, host, &bytes) == 1 ? bytes : nil
        }
    }
}

/// A line of proc(5)'s `net/tcp`: slot, local address, remote address, state (0A listens), …, the user in the
/// eighth column and the inode in the tenth.
private struct Listener {
    let address: [UInt8]
    let port: Int
    let user: UInt32
    let inode: Substring

    init?(_ line: Substring) {
        let columns = line.split(separator: " ", omittingEmptySubsequences: true)
        guard columns.count > 9, columns[3] == "0A", let user = UInt32(columns[7]),
            let colon = columns[1].lastIndex(of: ":"), let port = Int(columns[1][colon...].dropFirst(), radix: 16)
        else { return nil }
        address = Self.bytes(columns[1][..<colon])
        (self.port, self.user, inode) = (port, user, columns[9])
    }

    /// Eight digits are a word of the address, as this machine holds it in memory.
    private static func bytes(_ digits: Substring) -> [UInt8] {
        stride(from: 0, to: digits.count, by: 8).flatMap { start in
            let word = UInt32(digits.dropFirst(start).prefix(8), radix: 16) ?? 0
            return withUnsafeBytes(of: word) { Array($0) }
        }
    }

    /// Who listens everywhere is in everybody's way, and everybody in the way of who wants to.
    func isInTheWay(of wanted: [[UInt8]]) -> Bool {
        func isEverywhere(_ address: [UInt8]) -> Bool { address.allSatisfy { $0 == 0 } }
        return isEverywhere(address) || wanted.contains { isEverywhere($0) || $0 == address }
    }
}
