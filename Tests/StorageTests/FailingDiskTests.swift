import Foundation
import Testing

@testable import Storage

@Suite struct FailingDiskTests {
    @Test func `a full disk refuses the change, keeps the rest and recovers`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("before")
        try await database.write { _ = try $0.rows("PRAGMA max_page_count = 10") }
        let large = String(repeating: "full ", count: 20_000)
        let error = await storageError { try await database.keep(large) }
        guard case .cannotWrite(let reason) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(reason.contains("full"))
        #expect(try await database.words() == ["before"])
        try await database.write { _ = try $0.rows("PRAGMA max_page_count = 100000") }
        try await database.keep("after")
        #expect(try await database.words() == ["before", "after"])
        try await database.close()
    }

    @Test func `an error at the commit reaches its caller, and writing goes on once there is room`() async throws {
        let folder = try TestFolder()
        let lines = try await KillProbe.run(["limited", folder.database])
        #expect(lines == ["refused", "reads 1", "keeps 2"])
        let database = try await SQLiteDatabase.open(at: folder.database)
        let words = try await database.read { try $0.rows("SELECT words FROM kept").map { try $0.text("words") } }
        #expect(words == ["before", "after"])
        try await database.close()
    }

    @Test func `a locked database makes the change wait, then say busy`() async throws {
        let folder = try TestFolder()
        let setup = try SQLiteFile(path: folder.database, for: .writing)
        try setup.use { try $0.script("CREATE TABLE t (v)") }
        let path = folder.database
        let lane = SQLiteLane("test") { try SQLiteFile(path: path, for: .writing, busyTimeout: .milliseconds(10)) }
        let writer = GroupCommitWriter(lane: lane, uptime: { .zero })
        try setup.use { try $0.script("BEGIN IMMEDIATE") }
        let error = await storageError {
            try await PendingCall<Void>.run { call in
                try writer.add(QueuedChange(call) { _ = try $0.execute("INSERT INTO t VALUES (1)") })
            }
        }
        #expect(error == .busy(reason: "database is locked"))
        try setup.use { try $0.script("COMMIT") }
        try await PendingCall<Void>.run { call in
            try writer.add(QueuedChange(call) { _ = try $0.execute("INSERT INTO t VALUES (1)") })
        }
        try await writer.close()
    }

    @Test func `a file that was taken away is not begun anew`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try FileManager.default.removeItem(atPath: folder.database)
        let error = await storageError { try await database.backup(to: folder.path + "/copy") }
        #expect(error == .cannotWrite(reason: "\(folder.database) is gone"))
        try await database.close()
        #expect(!PrivateFiles.exists(folder.database))
    }

    @Test(arguments: [
        (GRDBCode(13), "cannotWrite"), (8, "cannotWrite"), (10, "cannotWrite"), (1034, "cannotWrite"),
        (14, "cannotWrite"), (11, "damaged"), (267, "damaged"), (26, "damaged"), (5, "busy"), (6, "busy"),
        (9, "busy"), (15, "busy"), (7, "cannotWrite"), (19, "failed"), (1, "failed"),
    ])
    func `each failure of SQLite says what to do`(_ code: GRDBCode, _ kind: String) {
        #expect("\(StorageError(code.error, path: "p"))".hasPrefix(kind))
    }
}
