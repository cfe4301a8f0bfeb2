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
        /// The same, for who only looks.
        case look
        /// Nobody else: the files are exchanged.
        case alone
    }

    private let folder: URL
    private var descriptors: [Int32] = []
    /// Whether nobody else has the database open: only then its file may be mended and its schema changed.
    private(set) var isAlone = false

    /// - Parameter patience: how long to wait for somebody who is alone here, such as another that starts.
    /// - Throws: ``Refusal`` where somebody else's use stands in the way.
    init(_ use: Use, in folder: URL, patience: Duration = .seconds(5)) throws {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Refusal("\(folder.path) cannot be made. Give this user the folder, or set ACORE_DATA to another.")
        }
        if use == .serve, try !lock(file("run.lock"), LOCK_EX) { throw Self.isInUse(folder) }
        let file = try file("use.lock")
        isAlone = use != .look && lock(file, LOCK_EX)
        if use == .alone, !isAlone { throw Self.isInUse(folder) }
        guard !isAlone else { return }
        let start = ContinuousClock.now
        while !lock(file, LOCK_SH) {
            guard ContinuousClock.now - start < patience else { throw Self.isInUse(folder) }
            usleep(20_000)
        }
    }

    deinit {
        for descriptor in descriptors {
            // A child that is just being started holds the descriptor too, until it becomes its own program.
            flock(descriptor, LOCK_UN)
            close(descriptor)
        }
    }

    /// Lets others in, once the database is as it should be.
    mutating func share() throws {
        guard isAlone, let file = descriptors.last else { return }
        isAlone = false
        guard lock(file, LOCK_SH) else { throw Self.isInUse(folder) }
    }

    private mutating func file(_ name: String) throws -> Int32 {
        let descriptor = open(folder.appending(path: name).path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Refusal(
                "Cannot write in \(folder.path): \(String(cString: strerror(errno))). Give this user the folder.")
        }
        descriptors.append(descriptor)
        return descriptor
    }

    private func lock(_ descriptor: Int32, _ kind: Int32) -> Bool { flock(descriptor, kind | LOCK_NB) == 0 }

    private static func isInUse(_ folder: URL) -> Refusal {
        Refusal("Another acore is using \(folder.path). Stop it first, or give this one another ACORE_DATA.")
    }
}
