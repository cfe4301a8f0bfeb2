import DiscordModel
import Foundation
import Testing

@testable import Discord

@Suite struct SessionStoreTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "acore-\(UUID())")
    private let shard = Shard(index: 0, count: 1)
    private let session = GatewaySession(id: "abc", resumeURL: nil, sequence: 7)
    private let begin = 1_790_000_000_000

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private var path: String { folder.appending(path: "gateway.json").path }

    private func store(at now: Int? = nil) -> FileSessionStore {
        let now = now ?? begin
        return FileSessionStore(path: path) { Date(timeIntervalSince1970: Double(now) / 1_000) }
    }

    @Test func `what one process keeps another one reads, and nobody else`() async throws {
        try await store().update { [session, shard, begin] in $0.keep(session, of: shard, at: begin) }
        let read = try await store().update { [shard, begin] in
            $0.session(of: shard, youngerThan: .seconds(60), at: begin + 59_000)
        }
        #expect(read == session)
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func `what a task keeps while it is cancelled is kept`() async throws {
        let store = store()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [session, shard, begin] in
                while !Task.isCancelled { await Task.yield() }
                await #expect(throws: Never.self) {
                    try await store.update { $0.keep(session, of: shard, at: begin) }
                }
            }
            group.cancelAll()
        }
        let read = try await store.update { [shard, begin] in
            $0.session(of: shard, youngerThan: .seconds(60), at: begin)
        }
        #expect(read == session)
    }

    @Test func `a session that is too old is not resumed`() async throws {
        var memory = GatewayMemory()
        memory.keep(session, of: shard, at: begin)
        #expect(memory.session(of: shard, youngerThan: .seconds(60), at: begin + 60_000) == nil)
        #expect(memory.session(of: Shard(index: 0, count: 2), youngerThan: .seconds(60), at: begin) == nil)
        memory.forget(olderThan: .seconds(60), at: begin + 60_000)
        #expect(memory == GatewayMemory())
    }

    @Test func `many at once lose no change`() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            for bucket in 0..<40 {
                group.addTask { [begin] in
                    let store = FileSessionStore(path: path)
                    _ = try await store.update { memory in
                        memory.keep(
                            GatewaySession(id: "\(bucket)", resumeURL: nil, sequence: 0),
                            of: Shard(index: bucket, count: 40), at: begin)
                    }
                }
            }
        }
        let kept = try await store().update { [begin] memory in
            (0..<40).count {
                memory.session(of: Shard(index: $0, count: 40), youngerThan: .seconds(60), at: begin) != nil
            }
        }
        #expect(kept == 40)
    }

    @Test(arguments: ["", "{", "null", "[]", "{\"ledger\":{}}", "\u{0}\u{0}"])
    func `a damaged file is set aside, and nothing logs in for five minutes`(content: String) async throws {
        try Data(content.utf8).write(to: URL(filePath: path))
        let answer = try await store().update { [shard, begin] in $0.ledger.start(shard, at: begin) }
        guard case .notBefore(begin + 300_000, let reason) = answer else {
            Issue.record("\(answer)")
            return
        }
        #expect(reason.contains("damaged"))
        #expect(FileManager.default.fileExists(atPath: path + ".damaged"))
        // The next process knows it too.
        let later = try await store(at: begin + 1).update { [shard, begin] in $0.ledger.start(shard, at: begin + 1) }
        #expect(later != .now)
        let afterwards = try await store().update { [shard, begin] in $0.ledger.start(shard, at: begin + 300_000) }
        #expect(afterwards == .now)
    }

    @Test func `a file that is far too large is damaged as well`() async throws {
        try Data(repeating: 0x20, count: 2 << 20).write(to: URL(filePath: path))
        let answer = try await store().update { [shard, begin] in $0.ledger.start(shard, at: begin) }
        #expect(answer != .now)
    }

    @Test func `where nothing can be written, the fault says what and why`() async throws {
        let store = FileSessionStore(path: folder.appending(path: "missing/gateway.json").path)
        let fault = await #expect(throws: SessionStoreFault.self) {
            try await store.update { [shard, begin] in $0.keep(session, of: shard, at: begin) }
        }
        #expect(fault?.description.contains("No such file") == true)
    }
}

@Suite struct IdentifyQueueTests {
    private let shard = Shard(index: 0, count: 1)

    private struct BrokenStore: SessionStore {
        func update<Result: Sendable>(
            _ change: @escaping @Sendable (inout GatewayMemory) -> Result
        ) async throws -> Result { throw SessionStoreFault(description: "the disk is full") }
    }

    private func queue(_ store: any SessionStore) -> IdentifyQueue {
        IdentifyQueue(
            store, clock: ContinuousClock(), now: { Date(timeIntervalSince1970: 1_790_000_000) })
    }

    @Test func `who may go goes, and it is on the book`() async throws {
        let store = InMemorySessionStore()
        #expect(try await queue(store).leave(for: shard) == .now)
        let answer = try await store.update { [shard] in $0.ledger.start(shard, at: 1_790_000_000_000) }
        #expect(answer != .now)
    }

    @Test func `a long wait is not waited for on an open connection`() async throws {
        var memory = GatewayMemory()
        memory.ledger.block(forMilliseconds: 100_000, because: "test", at: 1_790_000_000_000)
        #expect(try await queue(InMemorySessionStore(memory)).leave(for: shard) == .later(.seconds(100)))
    }

    @Test func `without a book nothing logs in`() async throws {
        #expect(try await queue(BrokenStore()).leave(for: shard) == .later(.seconds(300)))
    }
}
