import Foundation

/// Names the process that listens on a TCP port of this machine.
enum PortHolder {
    /// "nginx (process 812)", or nil where it cannot be seen: it belongs to another user.
    static func name(of port: Int) -> String? {
        let inodes = Set(["/proc/net/tcp", "/proc/net/tcp6"].flatMap { listeningInodes(in: $0, port: port) })
        guard !inodes.isEmpty else { return nil }
        for pid in processes() {
            let folder = "/proc/\(pid)/fd"
            // Processes of other users cannot be looked into.
            let descriptors = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            for descriptor in descriptors {
                guard
                    let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(descriptor)"),
                    target.hasPrefix("socket:["), inodes.contains(String(target.dropFirst(8).dropLast()))
                else { continue }  // closed meanwhile, or not a socket
                let name = (try? String(contentsOfFile: "/proc/\(pid)/comm", encoding: .utf8)) ?? ""  // ended meanwhile
                return "\(name.trimmingCharacters(in: .whitespacesAndNewlines)) (process \(pid))"
            }
        }
        return nil
    }

    /// Lines of proc(5)'s table: slot, local address, remote address, state (0A listens), …, inode in the tenth column.
    private static func listeningInodes(in path: String, port: Int) -> [String] {
        guard let table = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }  // not Linux
        let suffix = ":" + String(format: "%04X", port)
        return table.split(separator: "\n").dropFirst().compactMap { line in
            let columns = line.split(separator: " ", omittingEmptySubsequences: true)
            guard columns.count > 9, columns[1].hasSuffix(suffix), columns[3] == "0A" else { return nil }
            return String(columns[9])
        }
    }

    private static func processes() -> [Int] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []  // not Linux
        return names.compactMap(Int.init)
    }
}
