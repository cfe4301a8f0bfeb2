import Foundation

/// A log file of bounded size: when it is full it becomes `NAME.1`, that one
/// `NAME.2`, and so on; the oldest is deleted. Only its owner can read it.
///
/// Lines that cannot be written (full disk, missing folder) are lost, not
/// fatal; each batch tries again.
package struct RotatingLogFile: ~Copyable, Sendable {
    private let path: String
    private let maxBytes: Int
    private let backups: Int
    private var descriptor: Int32 = -1
    private var size = 0
    /// A device such as `/dev/null` is written to, but neither renamed nor given other rights.
    private var isRegular = false

    /// - Parameters:
    ///   - maxBytes: `LOG_MAX_BYTES`; at least 1,000.
    ///   - backups: `LOG_BACKUP_COUNT`, 0 to 100: full files kept beside the current one.
    package init(path: String, maxBytes: Int = 10_485_760, backups: Int = 5) {
        self.path = path
        self.maxBytes = max(maxBytes, 1_000)
        self.backups = min(max(backups, 0), 100)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Appends whole lines; a line is never split between two files.
    mutating func append(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard descriptor >= 0 || openFile() else { return }
            let room = maxBytes - size
            let end = end(of: rest, within: room)
            if isRegular, size > 0, end - rest.startIndex > room {
                rotate()
                continue
            }
            guard Self.writeAll(rest[..<end], to: descriptor) else { return shut() }
            size += end - rest.startIndex
            rest = rest[end...]
        }
    }

    /// Behind the last line that fits into `room`, or behind the first one if none does.
    private func end(of bytes: ArraySlice<UInt8>, within room: Int) -> Int {
        guard bytes.count > room else { return bytes.endIndex }
        let newline = UInt8(ascii: "\n")
        let fitting = bytes.prefix(max(room, 0)).lastIndex(of: newline)
        return (fitting ?? bytes.firstIndex(of: newline)).map { $0 + 1 } ?? bytes.endIndex
    }

    private mutating func openFile() -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // If it cannot be made, opening the file fails as well.
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else { return false }
        isRegular = status.st_mode & S_IFMT == S_IFREG
        size = Int(status.st_size)
        if isRegular { fchmod(descriptor, 0o600) }
        return true
    }

    private mutating func rotate() {
        shut()
        guard backups > 0 else {
            unlink(path)
            return
        }
        for number in stride(from: backups, to: 1, by: -1) { rename("\(path).\(number - 1)", "\(path).\(number)") }
        rename(path, "\(path).1")
    }

    private mutating func shut() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        size = 0
    }

    /// False when not everything could be written.
    static func writeAll(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return false }
            rest = rest.dropFirst(written)
        }
        return true
    }
}
