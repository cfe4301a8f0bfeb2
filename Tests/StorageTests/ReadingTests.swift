import Dispatch
import Testing

@testable import Storage

@Suite struct ReadingTests {
    @Test func `a read sees one snapshot while others write`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("a")
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        async let counts = database.read { sql in
            let count = "SELECT COUNT(*) AS n FROM words"
            let before = try sql.row(count)?.int("n")
            isBegun.finish()
            gate.wait()
            return [before, try sql.row(count)?.int("n")]
        }
        for await _ in begun {}
        try await database.keep("b")
        #expect(try await database.words() == ["a", "b"], "another read sees the commit")
        gate.signal()
        #expect(try await counts == [1, 1])
        try await database.close()
    }

    @Test func `reads go on while a change runs and do not see it`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        async let change: Void = database.write { sql in
            try sql.insert("words", ["text": "a"])
            isBegun.finish()
            gate.wait()
        }
        for await _ in begun {}
        #expect(try await database.words().isEmpty)
        gate.signal()
        try await change
        #expect(try await database.words() == ["a"])
        try await database.close()
    }

    @Test func `a cancelled reader returns at once`() async throws {
        let database = SQLiteDatabase.inMemory()
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let task = Task {
            try await database.read { _ in
                isBegun.finish()
                gate.wait()
            }
        }
        for await _ in begun {}
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        gate.signal()
        #expect(try await database.read { try $0.row("SELECT 1 AS one")?.int("one") } == 1)
    }

    @Test func `one more read than may wait is refused, the others are served`() async throws {
        let lane = SQLiteLane("test") { try SQLiteFile(path: ":memory:", for: .memory) }
        let lanes = ReaderLanes([lane])
        let gate = DispatchSemaphore(value: 0)
        let journal = Journal()
        try lanes.add { _ in gate.wait() }
        for _ in 0..<ReaderLanes.waitingLimit { try lanes.add { _ in journal.note("read") } }
        #expect(throws: StorageError.busy(reason: "4096 reads wait already")) { try lanes.add { _ in } }
        gate.signal()
        try await lanes.close()
        #expect(journal.all.count == ReaderLanes.waitingLimit)
        #expect(throws: StorageError.closed) { try lanes.add { _ in } }
    }

    @Test func `readers know columns that a migration added`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("a")
        let all = "SELECT * FROM words"
        for _ in 0..<8 { _ = try await database.read { try $0.rows(all) } }
        let tone = Migration("tone", "ALTER TABLE words ADD COLUMN tone TEXT NOT NULL DEFAULT 'calm'")
        try await database.migrate(wordsSchema + [tone])
        for _ in 0..<8 {
            #expect(try await database.read { try $0.row(all)?.text("tone") } == "calm")
        }
        try await database.close()
    }

    @Test func `a queue gives back in order what it took in`() {
        var queue = BoundedQueue<Int>(limit: 3)
        #expect([1, 2, 3, 4].map { queue.add($0) } == [true, true, true, false])
        #expect(queue.next() == 1)
        let hasRoom = queue.add(5)
        #expect(hasRoom)
        #expect([queue.next(), queue.next(), queue.next(), queue.next()] == [2, 3, 5, nil])
        #expect(queue.isEmpty)
    }
}
