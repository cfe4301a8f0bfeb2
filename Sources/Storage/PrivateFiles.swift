import Foundation
import Logging

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Files that only the program's own user may read, and steps that survive a power cut.
enum PrivateFiles {
    private static let folderMode: mode_t = 0o700
    private static let fileMode: mode_t = 0o600

    /// Creates the folder where it is missing; takes away what others may do in it.
    static func makeFolder(_ path: String, logger: Logger) throws {
        if !exists(path) {
            do {
                try FileManager.default.createDirectory(
                    atPath: path, withIntermediateDirectories: true,
                    attributes: [.posixPermissions: NSNumber(value: folderMode)])
            } catch {
                throw StorageError.cannotWrite(reason: "cannot create \(path): \(error.localizedDescription)")
            }
        }
        try tighten(path, to: folderMode, logger: logger)
    }

    /// Creates an empty file. SQLite gives its log and index the same mode.
    static func create(_ path: String) throws {
        let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, fileMode)
        guard file >= 0 else { throw failure("create", path) }
        close(file)
    }

    /// Takes away what others may do with the file or folder, where it is there.
    static func tighten(_ path: String, logger: Logger) throws {
        try tighten(path, to: fileMode, logger: logger)
    }

    static func exists(_ path: String) -> Bool { status(path) != nil }

    /// Bytes; nil where it is no regular file. Does not open it.
    static func size(_ path: String) -> Int? {
        guard let status = status(path), status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    static func changed(_ path: String) -> Date? {
        status(path).map { Date(timeIntervalSince1970: Double($0.st_mtim.tv_sec)) }
    }

    static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw StorageError.cannotWrite(reason: "cannot list \(folder): \(error.localizedDescription)")
        }
    }

    /// Copies the bytes of one file into another that is there already.
    ///
    /// - Throws: `.badBackup` where `path` cannot be read, `.cannotWrite` where `target` cannot be written.
    static func copy(_ path: String, to target: String) throws {
        let source = try reading(path) { try FileHandle(forReadingFrom: URL(filePath: path)) }
        do {
            let copy = try FileHandle(forWritingTo: URL(filePath: target))
            while let piece = try reading(path, { try source.read(upToCount: 1 << 20) }), !piece.isEmpty {
                try copy.write(contentsOf: piece)
            }
            try copy.close()
        } catch let error where !(error is StorageError) {
            throw StorageError.cannotWrite(reason: "cannot write \(target): \(error.localizedDescription)")
        }
    }

    private static func reading<Value>(_ path: String, _ read: () throws -> Value) throws -> Value {
        do {
            return try read()
        } catch {
            throw StorageError.badBackup(path: path, reason: "it cannot be read: \(error.localizedDescription)")
        }
    }

    /// Whether both paths mean the same file, or would: through links, relative or not yet there.
    static func areSame(_ path: String, _ other: String) -> Bool {
        if let one = status(path), let two = status(other) {
            return one.st_dev == two.st_dev && one.st_ino == two.st_ino
        }
        guard name(of: path) == name(of: other), let one = status(folder(of: path)),
            let two = status(folder(of: other))
        else { return false }
        return one.st_dev == two.st_dev && one.st_ino == two.st_ino
    }

    /// Gives a file a second name in its folder; false where the file system knows no such thing.
    static func linked(_ path: String, as target: String) -> Bool {
        link(path, target) == 0
    }

    static func remove(_ path: String) throws {
        guard unlink(path) == 0 || errno == ENOENT else { throw failure("remove", path) }
    }

    /// Moves a file within its folder, replacing what is there, so that a power cut leaves the old or the new one.
    static func move(_ path: String, to target: String) throws {
        guard rename(path, target) == 0 else { throw failure("move", path) }
        try sync(folder(of: target))
    }

    /// Waits until a file or folder is on the disk. Never for a database that is open: closing
    /// a second descriptor drops SQLite's locks.
    static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("open", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw failure("sync", path) }
    }

    static func folder(of path: String) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    private static func name(of path: String) -> String { (path as NSString).lastPathComponent }

    private static func tighten(_ path: String, to mode: mode_t, logger: Logger) throws {
        guard let status = status(path), status.st_mode & 0o077 != 0 else { return }
        guard chmod(path, mode) == 0 else { throw failure("chmod", path) }
        logger.warning(
            "others could read this, mended",
            metadata: ["path": "\(path)", "mode": "\(String(status.st_mode & 0o777, radix: 8))"])
    }

    private static func status(_ path: String) -> stat? {
        var status = stat()
        return stat(path, &status) == 0 ? status : nil
    }

    private static func failure(_ verb: String, _ path: String) -> StorageError {
        .cannotWrite(reason: "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
