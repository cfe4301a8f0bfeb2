import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file of lines to which lines are only added, private to its owner: for what must outlive the database beside it.
///
/// Not to be used from two threads at once.
package struct LineFile: Sendable {
    /// Bytes; what is longer was not written by us and is refused.
    static let limit = 64 << 20

    package let path: String

    package init(_ path: String) { self.path = path }

    /// The whole lines; none where there is no file. A last one that a power cut left unfinished is left out.
    package func lines() throws -> [String] {
        guard PrivateFiles.exists(path) else { return [] }
        guard let size = PrivateFiles.size(path), size <= Self.limit,
            let data = FileManager.default.contents(atPath: path)
        else { throw StorageError.cannotWrite(reason: "\(path) cannot be read: make it readable, or put it aside") }
        let text = String(decoding: data, as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
            .filter { !$0.isEmpty }
    }

    /// - Returns: when it is on the disk.
    package func append(_ line: String) throws {
        if !PrivateFiles.exists(path) {
            try PrivateFiles.create(path)
            try PrivateFiles.sync(PrivateFiles.folder(of: path))
        }
        let file = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
        guard file >= 0 else { throw failure("open") }
        defer { close(file) }
        // An unfinished line is ended first, so that it spoils nothing else.
        let bytes = Array(((try isCutOff(file) ? "\n" : "") + line + "\n").utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { throw failure("write") }
    }

    /// Puts other lines in their place, so that a power cut leaves the old or the new ones.
    package func replace(by lines: [String]) throws {
        let next = path + ".next"
        try PrivateFiles.remove(next)
        try PrivateFiles.create(next)
        do {
            let file = try FileHandle(forWritingTo: URL(filePath: next))
            try file.write(contentsOf: Data(lines.map { $0 + "\n" }.joined().utf8))
            try file.close()
        } catch {
            throw StorageError.cannotWrite(reason: "cannot write \(next): \(error.localizedDescription)")
        }
        try PrivateFiles.sync(next)
        try PrivateFiles.move(next, to: path)
    }

    private func isCutOff(_ file: Int32) throws -> Bool {
        let end = lseek(file, 0, SEEK_END)
        guard end > 0 else { return false }
        var last: UInt8 = 0
        guard pread(file, &last, 1, end - 1) == 1 else { throw failure("read") }
        return last != UInt8(ascii: "\n")
    }

    private func failure(_ verb: String) -> StorageError {
        .cannotWrite(reason: "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
