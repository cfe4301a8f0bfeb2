import Foundation

/// A log file of bounded size: when it is full it becomes `NAME.1`, that one
/// `NAME.2`, and so on; the oldest is deleted. Only its owner can read it.
///
/// Lines that cannot be written (full disk, missing folder) are lost, not
/// fatal; each batch tries again. A full file that cannot be set aside grows on
/// until it can; that is said once.
package struct RotatingLogFile: ~Copyable, LogTarget {
    private let path: String
    private let maxBytes: Int
    private let backups: Int
    private var descriptor: Int32 = -1
    private var size = 0
    /// A device such as `/dev/null` is written to, but neither renamed nor given other rights.
    private var isRegular = false
    /// The last line was written in part.
    private var isTorn = false
    private var hasComplained = false
    /// Told what whoever reads the other logs should know.
    var complain: @Sendable (String) -> Void = { _ in }

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
        var mayRotate = true
        while !rest.isEmpty {
            guard descriptor >= 0 || openFile() else { return }
            let room = mayRotate ? maxBytes - size : rest.count
            let end = end(of: rest, within: room)
            if isRegular, size > 0, end - rest.startIndex > room {
                mayRotate = rotate()
                continue
            }
            guard write(rest[..<end]) else { return shut() }
            rest = rest[end...]
        }
    }

    /// Ends a line that a full disk cut off first, so that the next one is whole.
    private mutating func write(_ lines: ArraySlice<UInt8>) -> Bool {
        if isTorn, ArraySlice("\n".utf8).writeAll(to: descriptor) == 0 { return false }
        let written = lines.writeAll(to: descriptor)
        isTorn = written > 0 ? lines.prefix(written).last != UInt8(ascii: "\n") : false
        size += written
        return written == lines.count
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

    /// - Returns: false where the full file stays where it is.
    private mutating func rotate() -> Bool {
        shut()
        // First of all: where the file cannot be renamed, the older ones stay too.
        let isAside = backups > 0 ? rename(path, "\(path).0") == 0 : unlink(path) == 0
        if isAside {
            isTorn = false
            for number in stride(from: backups, to: 0, by: -1) {
                rename("\(path).\(number - 1)", "\(path).\(number)")
            }
        } else if !hasComplained {
            complain("The log file \(path) is full and cannot be renamed (\(String(cString: strerror(errno)))).\n")
        }
        hasComplained = !isAside
        return isAside
    }

    private mutating func shut() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        size = 0
    }
}
