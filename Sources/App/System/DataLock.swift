import Foundation

/// Says that this process uses the data folder, for as long as it lives.
///
/// The kernel drops the lock when the process ends, however it ends.
struct DataLock: ~Copyable {
    enum Use {
        /// One server at a time.
        case serve
        /// A terminal chat or a key command: beside a server and each other.
        case visit
        /// Nobody else: the files are exchanged.
        case alone
    }

    private var descriptors: [Int32] = []

    /// - Throws: ``Refusal`` where somebody else's use stands in the way.
    init(_ use: Use, in folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        switch use {
        case .serve:
            try take("run.lock", LOCK_EX, folder)
            try take("use.lock", LOCK_SH, folder)
        case .visit: try take("use.lock", LOCK_SH, folder)
        case .alone: try take("use.lock", LOCK_EX, folder)
        }
    }

    deinit {
        for descriptor in descriptors { close(descriptor) }
    }

    private mutating func take(_ name: String, _ kind: Int32, _ folder: URL) throws {
        let descriptor = open(folder.appending(path: name).path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Refusal(
                "Cannot write in \(folder.path): \(String(cString: strerror(errno))). Give this user the folder.")
        }
        descriptors.append(descriptor)
        guard flock(descriptor, kind | LOCK_NB) == 0 else {
            throw Refusal("Another acore is using \(folder.path). Stop it first, or give this one another ACORE_DATA.")
        }
    }
}
