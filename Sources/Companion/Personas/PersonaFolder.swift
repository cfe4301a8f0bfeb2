import Foundation

/// The JSON files of one folder, as far as they may be read: no odd names, no way out of the folder by a
/// link, no pipes or devices, nothing large.
struct PersonaFolder: Sendable {
    /// Files beyond this many, in the order of their names, are not read.
    static let fileLimit = 200
    static let byteLimit = 256 * 1024

    let path: String

    /// One file: its id is its name without `.json`.
    struct Entry: Sendable, Equatable {
        var id: String
        var path: String
        var stamp: Stamp
    }

    /// Differs when the file was written or replaced.
    struct Stamp: Sendable, Equatable {
        private let seconds: Int
        private let nanoseconds: Int
        private let size: Int64
        private let inode: UInt64

        fileprivate init(_ facts: stat) {
            (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
            (size, inode) = (Int64(facts.st_size), UInt64(facts.st_ino))
        }
    }

    /// What may be read, by name, and what was passed over. A folder that does not exist is empty;
    /// nil is one that cannot be read.
    func entries() -> (entries: [Entry]?, faults: [PersonaFault]) {
        let log = FaultLog(path: path)
        var faults: [PersonaFault] = []
        var entries: [Entry] = []
        guard let names = names(log) else { return (nil, log.faults) }
        for name in names {
            let file = FaultLog(path: path + "/" + name)
            if let entry = entry(name, file) { entries.append(entry) }
            faults += file.faults
        }
        return (entries, log.faults + faults)
    }

    /// The whole text of a file.
    static func text(of entry: Entry) throws(MarkedJSON.Unreadable) -> String {
        guard let file = FileHandle(forReadingAtPath: entry.path) else {
            throw MarkedJSON.Unreadable(line: 1, reason: "the file cannot be opened")
        }
        defer { try? file.close() }  // only read: nothing can be lost
        let bytes: Data
        do { bytes = try file.read(upToCount: byteLimit + 1) ?? Data() } catch {
            throw MarkedJSON.Unreadable(line: 1, reason: "the file cannot be read")
        }
        guard bytes.count <= byteLimit else {
            throw MarkedJSON.Unreadable(line: 1, reason: "the file is larger than \(byteLimit / 1024) kB")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw MarkedJSON.Unreadable(line: 1, reason: "the file is not UTF-8 text")
        }
        return text
    }

    static func isID(_ text: some StringProtocol) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789_".utf8.contains($0) }
    }

    private func names(_ log: FaultLog) -> [String]? {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
            if names.count > Self.fileLimit {
                log.warn(nil, "\(names.count - Self.fileLimit) files are not read: at most \(Self.fileLimit) a folder")
            }
            return Array(names.prefix(Self.fileLimit))
        } catch {
            log.refuse(nil, "the folder cannot be read")
            return nil
        }
    }

    private func entry(_ name: String, _ log: FaultLog) -> Entry? {
        let id = name.dropLast(".json".count)
        guard Self.isID(id) else {
            log.warn(nil, "is ignored: a name is made of a–z, 0–9 and _, at most 40 of them")
            return nil
        }
        let file = path + "/" + name
        var facts = stat()
        guard let real = Self.realPath(file), stat(real, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            log.warn(nil, "is ignored: it is not a file")
            return nil
        }
        guard let home = Self.realPath(path), real.hasPrefix(home + "/") else {
            log.warn(nil, "is ignored: it is a link that leads out of its folder")
            return nil
        }
        return Entry(id: String(id), path: file, stamp: Stamp(facts))
    }

    /// Without links; nil where it leads nowhere.
    private static func realPath(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}
