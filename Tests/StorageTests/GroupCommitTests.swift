import Dispatch
import Synchronization
import Testing

@testable import Storage

/// What happened, in order.
final class Journal: Sendable {
    private let lines = Mutex<[String]>([])
    func note(_ line: String) { lines.withLock { $0.append(line) } }
    var all: [String] { lines.withLock { $0 } }
}

@Suite struct GroupCommitTests {
    let lane = SQLiteLane("test") { try SQLiteFile(path: ":memory:", for: .memory) }
    let journal = Journal()

    func writer(
        _ limits: GroupCommitWriter.Limits = .init(), uptime: @escaping @Sendable () -> Duration = { .zero }
    ) -> GroupCommitWriter {
        GroupCommitWriter(lane: lane, limits: limits, uptime: uptime) { [journal] in
            journal.note("commit of \($0.changes)")
        }
    }

    func change(_ name: String, _ run: @escaping @Sendable (SQLiteConnection) throws -> Void = { _ in }) -> QueuedChange
    {
        QueuedChange(
            begin: { true },
            run: { [journal] connection in
                journal.note("run \(name)")
                try run(connection)
                return { journal.note("tell \(name)") }
            },
            fail: { [journal] in journal.note("fail \(name): \(($0 as? StorageError)?.reason ?? "\($0)")") })
    }

    @Test func `changes that gather share a commit, in order, and are told after it`() async throws {
        let writer = writer()
        let gate = DispatchSemaphore(value: 0)
        try writer.add(change("a") { _ in gate.wait() })
        try writer.add(change("b"))
        try writer.add(change("c"))
        gate.signal()
        try await writer.close()
        #expect(
            journal.all == ["run a", "run b", "run c", "commit of 3", "tell a", "tell b", "tell c"])
    }

    @Test func `a commit takes no more changes than its limit`() async throws {
        let writer = writer(.init(changes: 2))
        let gate = DispatchSemaphore(value: 0)
        try writer.add(change("a") { _ in gate.wait() })
        for name in ["b", "c", "d", "e"] { try writer.add(change(name)) }
        gate.signal()
        try await writer.close()
        #expect(journal.all.filter { $0.hasPrefix("commit") } == ["commit of 2", "commit of 2", "commit of 1"])
    }

    @Test func `a commit takes no more changes in after its time`() async throws {
        let time = Mutex(Duration.zero)
        let writer = writer(.init(duration: .milliseconds(20)), uptime: { time.withLock { $0 } })
        let gate = DispatchSemaphore(value: 0)
        let slow: @Sendable (SQLiteConnection) throws -> Void = { _ in time.withLock { $0 += .milliseconds(15) } }
        try writer.add(change("a") { _ in gate.wait() })
        for name in ["b", "c", "d", "e"] { try writer.add(change(name, slow)) }
        gate.signal()
        try await writer.close()
        #expect(journal.all.filter { $0.hasPrefix("commit") } == ["commit of 3", "commit of 2"])
    }

    @Test func `a change that throws is undone alone`() async throws {
        let writer = writer()
        let gate = DispatchSemaphore(value: 0)
        try writer.add(
            change("a") { connection in
                gate.wait()
                try connection.execute("CREATE TABLE t (v)")
                try connection.execute("INSERT INTO t VALUES ('a')")
            })
        try writer.add(
            change("b") { connection in
                try connection.execute("INSERT INTO t VALUES ('b')")
                throw StorageError.failed("no")
            })
        try writer.add(change("c") { try $0.execute("INSERT INTO t VALUES ('c')") })
        gate.signal()
        let kept = try await writer.alone { connection in
            try connection.rows("SELECT v FROM t").map { try $0.text("v") }
        }
        try await writer.close()
        #expect(kept == ["a", "c"])
        #expect(
            journal.all.suffix(4) == ["commit of 3", "tell a", "fail b: no", "tell c"])
    }

    @Test func `a constraint that breaks at the commit fails only its own change`() async throws {
        let writer = writer()
        try writer.add(
            change("tables") { connection in
                try connection.script(
                    """
                    CREATE TABLE parent (id INTEGER PRIMARY KEY);
                    CREATE TABLE child (parent BIGINT REFERENCES parent DEFERRABLE INITIALLY DEFERRED);
                    """)
            })
        _ = try await writer.alone { _ in }
        let gate = DispatchSemaphore(value: 0)
        try writer.add(
            change("good") { connection in
                gate.wait()
                gate.signal()
                try connection.execute("INSERT INTO parent VALUES (1)")
            })
        try writer.add(change("orphan") { try $0.execute("INSERT INTO child VALUES (99)") })
        try writer.add(change("child") { try $0.execute("INSERT INTO child VALUES (1)") })
        gate.signal()
        let rows = try await writer.alone { connection in
            try connection.rows("SELECT parent FROM child").map { try $0.int("parent") }
        }
        try await writer.close()
        #expect(rows == [1])
        #expect(journal.all.filter { $0.hasPrefix("tell") } == ["tell tables", "tell good", "tell child"])
        #expect(journal.all.filter { $0.hasPrefix("fail") } == ["fail orphan: FOREIGN KEY constraint failed"])
    }

    @Test func `a change that takes the transaction down cannot go on outside of it`() async throws {
        let writer = writer()
        try writer.add(change("table") { try $0.execute("CREATE TABLE t (v UNIQUE)") })
        try writer.add(
            change("careless") { connection in
                try connection.execute("INSERT INTO t VALUES (1)")
                // As careless as a room could be: the failure is swallowed.
                _ = try? connection.execute("INSERT OR ROLLBACK INTO t VALUES (1)")
                try connection.execute("INSERT INTO t VALUES (2)")
            })
        let count = try await writer.alone { try $0.row("SELECT COUNT(*) AS n FROM sqlite_schema")?.int("n") }
        try await writer.close()
        #expect((count ?? 0) > 0, "the table's own change is kept or made again")
        #expect(journal.all.contains("tell table"))
        #expect(journal.all.contains("fail careless: the transaction was rolled back"))
    }

    @Test func `a change that cannot be undone alone takes nobody with it`() async throws {
        let writer = writer()
        _ = try await writer.alone { try $0.script("CREATE TABLE t (v)") }
        let gate = DispatchSemaphore(value: 0)
        try writer.add(
            change("a") { connection in
                gate.wait()
                gate.signal()
                try connection.execute("INSERT INTO t VALUES ('a')")
            })
        try writer.add(
            change("b") { connection in
                try connection.execute("INSERT INTO t VALUES ('half of b')")
                try connection.control("RELEASE change")
                throw CancellationError()
            })
        gate.signal()
        let rows = try await writer.alone { try $0.rows("SELECT v FROM t").map { try $0.text("v") } }
        try await writer.close()
        #expect(rows == ["a"])
        #expect(journal.all.filter { $0.hasPrefix("tell") } == ["tell a"])
        #expect(journal.all.filter { $0.hasPrefix("fail") } == ["fail b: no such savepoint: change"])
    }

    @Test func `a change that throws as the first of a commit takes nothing from the next`() async throws {
        let writer = writer()
        let gate = DispatchSemaphore(value: 0)
        try writer.add(
            change("a") { connection in
                gate.wait()
                try connection.execute("CREATE TABLE t (v)")
                throw StorageError.failed("no")
            })
        try writer.add(change("b") { try $0.execute("CREATE TABLE t (v)") })
        gate.signal()
        try await writer.close()
        #expect(journal.all == ["run a", "fail a: no", "run b", "commit of 1", "tell b"])
    }

    @Test func `what comes after closing does not open the connection again`() async throws {
        let opened = Mutex(0)
        let lane = SQLiteLane("test") {
            opened.withLock { $0 += 1 }
            return try SQLiteFile(path: ":memory:", for: .memory)
        }
        let writer = GroupCommitWriter(lane: lane, limits: .init(changes: 1), uptime: { .zero })
        let gate = DispatchSemaphore(value: 0)
        try writer.add(change("first") { _ in gate.wait() })
        for number in 0..<50 { try writer.add(change("\(number)")) }
        async let closing: Void = writer.close()
        while !writer.isClosed { await Task.yield() }
        gate.signal()
        try await closing
        // Behind the run that was queued behind the closing.
        let late = await storageError { try await lane.perform { try lane.use { _ in } } }
        #expect(late == .closed)
        #expect(opened.withLock { $0 } == 1)
        #expect(journal.all.filter { $0.hasPrefix("tell") }.count == 51)
    }

    @Test func `a commit that the disk refuses is counted`() async throws {
        let failures = Mutex(0)
        let lane = SQLiteLane("test") { throw StorageError.cannotWrite(reason: "gone") }
        let writer = GroupCommitWriter(lane: lane, uptime: { .zero }, failed: { failures.withLock { $0 += 1 } })
        try writer.add(change("a"))
        try await writer.close()
        #expect(failures.withLock { $0 } == 1)
    }

    @Test func `one more than may wait is refused`() async throws {
        let writer = writer(.init(waiting: 3))
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        try writer.add(
            change("a") { _ in
                isBegun.finish()
                gate.wait()
            })
        for await _ in begun {}
        for name in ["b", "c", "d"] { try writer.add(change(name)) }
        #expect(throws: StorageError.busy(reason: "3 changes wait already")) { try writer.add(change("e")) }
        gate.signal()
        try await writer.close()
        #expect(journal.all.filter { $0.hasPrefix("tell") }.count == 4)
        #expect(throws: StorageError.closed) { try writer.add(change("late")) }
    }

    @Test func `where the database cannot be opened everyone who waits is told`() async throws {
        let lane = SQLiteLane("test") { throw StorageError.cannotWrite(reason: "gone") }
        let writer = GroupCommitWriter(lane: lane, uptime: { .zero })
        for name in ["a", "b", "c"] { try writer.add(change(name)) }
        try await writer.close()
        #expect(journal.all == ["fail a: gone", "fail b: gone", "fail c: gone"])
    }

    @Test func `a caller cancelled while it waits leaves nothing behind`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(wordsSchema)
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        async let first: Void = database.write { sql in
            isBegun.finish()
            gate.wait()
            try sql.insert("words", ["text": "first"])
        }
        for await _ in begun {}
        let second = Task { try await database.keep("second") }
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        gate.signal()
        try await first
        #expect(try await database.words() == ["first"])
    }

    @Test func `a change that has begun is made though its caller is cancelled`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(wordsSchema)
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let gate = DispatchSemaphore(value: 0)
        let task = Task {
            try await database.write { sql in
                isBegun.finish()
                gate.wait()
                try sql.insert("words", ["text": "kept"])
                return "saved"
            }
        }
        for await _ in begun {}
        task.cancel()
        gate.signal()
        #expect(try await task.value == "saved")
        #expect(try await database.words() == ["kept"])
    }

    @Test func `a thousand callers at once each get their own answer`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let ids = try await withThrowingTaskGroup(of: (Int, String?).self) { group in
            for number in 0..<1000 {
                group.addTask {
                    let id = try await database.write { sql in
                        try sql.row("INSERT INTO words (text) VALUES (?) RETURNING id", [.text("\(number)")])?.int("id")
                    }
                    let back = try await database.read { sql in
                        try sql.row("SELECT text FROM words WHERE id = ?", [SQLValue(id)])?.text("text")
                    }
                    return (number, back)
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(ids.count == 1000)
        #expect(ids.allSatisfy { $0.value == "\($0.key)" })
        try await database.close()
    }
}
