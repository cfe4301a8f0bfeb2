import DiscordModel
package import Foundation
import NIOCore
import NIOPosix

/// A small file, shared by all processes that run shards of one bot.
///
/// It is replaced as a whole (written beside, synced, renamed), so that a power cut leaves the old or the new one.
/// A damaged one is set aside, and nothing logs in for five minutes: who knows what stood there.
package struct FileSessionStore: SessionStore {
    /// A file this large was not written by us.
    private static let sizeLimit = 1 << 20
    private static let patience = Duration.seconds(5)
    static let pauseAfterDamage = 5 * 60_000

    private let path: String
    private let now: @Sendable () -> Date

    /// - Parameter path: its folder must be there. `path.lock` and `path.new` belong to it as well.
    package init(path: String, now: @escaping @Sendable () -> Date = { Date() }) {
        self.path = path
        self.now = now
    }

    package func update<Result: Sendable>(
        _ change: @escaping @Sendable (inout GatewayMemory) -> Result
    ) async throws -> Result {
        // Also for a task that is cancelled: the last progress is written while the program stops.
        try await NIOThreadPool.singleton
            .runIfActive(eventLoop: MultiThreadedEventLoopGroup.singleton.next()) { try updateNow(change) }.get()
    }

    private func updateNow<Result>(_ change: (inout GatewayMemory) -> Result) throws -> Result {
        let lock = try locked()
        defer { close(lock) }
        let former = try read()
        var memory = former ?? GatewayMemory()
        let result = change(&memory)
        if memory != former { try write(memory) }
        return result
    }

    // MARK: The file

    /// Nil where there is none.
    private func read() throws -> GatewayMemory? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            guard errno == ENOENT else { throw fault("open") }
            return nil
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard let bytes = try handle.read(upToCount: Self.sizeLimit + 1), bytes.count <= Self.sizeLimit,
            let memory = try? JSONDecoder().decode(GatewayMemory.self, from: bytes)  // damaged, whatever it is
        else { return try setAside() }
        return memory
    }

    private func setAside() throws -> GatewayMemory {
        guard rename(path, path + ".damaged") == 0 else { throw fault("set aside") }
        var memory = GatewayMemory()
        memory.ledger.block(
            forMilliseconds: Self.pauseAfterDamage, because: "\(path) was damaged and is now \(path).damaged",
            at: now().millisecondsSince1970)
        try write(memory)
        return memory
    }

    private func write(_ memory: GatewayMemory) throws {
        let bytes = try JSONEncoder().encode(memory)
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw fault("write") }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        guard fchmod(file, 0o600) == 0 else { throw fault("protect") }
        try handle.write(contentsOf: bytes)
        guard fsync(file) == 0 else { throw fault("sync") }
        guard rename(draft, path) == 0 else { throw fault("replace") }
        let folder = open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { throw fault("open the folder of") }
        defer { close(folder) }
        guard fsync(folder) == 0 else { throw fault("sync the folder of") }
    }

    // MARK: The lock

    /// A descriptor that holds it until it is closed, or the process ends.
    private func locked() throws -> Int32 {
        let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw fault("lock") }
        let start = ContinuousClock.now
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            guard ContinuousClock.now - start < Self.patience else {
                close(file)
                throw SessionStoreFault(description: "another process holds \(path).lock")
            }
            usleep(5_000)
        }
        return file
    }

    private func fault(_ verb: String) -> SessionStoreFault {
        SessionStoreFault(description: "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}

extension Date {
    /// As ``IdentifyLedger`` counts time.
    var millisecondsSince1970: Int { Int(clamping: Int64(timeIntervalSince1970 * 1_000)) }
}
