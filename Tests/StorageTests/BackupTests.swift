import Foundation
import Testing

@testable import Storage

@Suite struct BackupTests {
    let folder: TestFolder

    init() throws { folder = try TestFolder() }

    var backup: String { folder.path + "/copy.sqlite" }

    @Test func `holds what was there, as one private file`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("a", "b")
        try await database.backup(to: backup)
        try await database.close()
        let contents = try Backup.check(backup)
        #expect(contents.migrations == ["words"])
        #expect(contents.rows == ["words": 2, "schema_migration": 1])
        #expect(try folder.mode(of: backup) == 0o600)
        #expect(try folder.names() == ["acore.sqlite", "backups", "copy.sqlite"])
    }

    @Test func `is one moment of a database that goes on changing`() async throws {
        let database = try await SQLiteDatabase.open(at: folder.database)
        try await database.migrate([Migration("pair", "CREATE TABLE pair (number BIGINT, half BIGINT, filling BLOB)")])
        let backup = backup
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<400 where !Task.isCancelled {
                    try await database.write { sql in
                        for half in [0, 1] {
                            try sql.insert(
                                "pair",
                                [
                                    "number": SQLValue(number), "half": SQLValue(half),
                                    "filling": .blob(Data(count: 5000)),
                                ])
                        }
                    }
                }
            }
            for _ in 0..<5 { try await database.backup(to: backup, replacing: true) }
            try await group.waitForAll()
        }
        try await database.close()
        let copy = try SQLiteFile(path: backup, for: .checking)
        let halves = try copy.use { try $0.rows("SELECT number FROM pair GROUP BY number HAVING COUNT(*) <> 2") }
        #expect(halves.isEmpty)
    }

    @Test func `replaces a former one only when it is whole`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("a")
        try await database.backup(to: backup)
        let before = try Data(contentsOf: URL(filePath: backup))
        let task = Task { [backup] in try await database.backup(to: backup, replacing: true) }
        task.cancel()
        let outcome = await task.result
        if case .failure(let error) = outcome {
            #expect(error is CancellationError)
            #expect(try Data(contentsOf: URL(filePath: backup)) == before)
        }
        #expect(try Backup.check(backup).rows["words"] == 1)
        #expect(!(try folder.names()).contains { $0.hasSuffix(".partial") || $0.hasSuffix(".suspect") })
        try await database.close()
    }

    @Test func `stops between pages where it is told to`() async throws {
        let database = try SQLiteFile(path: folder.database, for: .writing)
        try database.use { try $0.script("CREATE TABLE t (v); INSERT INTO t VALUES (zeroblob(5000000))") }
        #expect(throws: CancellationError.self) {
            let stop = StopSign()
            stop.raise()
            try database.use { try Backup.make(of: $0, at: backup, replacing: false, stop: stop) }
        }
        #expect(!(try folder.names()).contains { $0.hasPrefix("copy") })
    }

    @Test func `leaves what has its name alone unless it is told to replace it`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try Data("my notes".utf8).write(to: URL(filePath: backup))
        let error = await storageError { try await database.backup(to: backup) }
        #expect(error == .takenName(path: backup, reason: "there is something of that name"))
        #expect(try String(contentsOfFile: backup, encoding: .utf8) == "my notes")
        // Somebody takes the name while the copy is made.
        #expect(throws: StorageError.self) {
            try PartialFile.write(folder.path + "/late", replacing: false) { _ in
                try PrivateFiles.create(folder.path + "/late")
            }
        }
        #expect(PrivateFiles.size(folder.path + "/late") == 0)
        #expect(!(try folder.names()).contains { $0.hasSuffix(".partial") })
        try await database.backup(to: backup, replacing: true)
        _ = try Backup.check(backup)
        try await database.close()
    }

    @Test(arguments: [
        "acore.sqlite", "acore.sqlite-wal", "acore.sqlite-shm", "acore.sqlite-journal", "acore.sqlite.incoming",
        "acore.sqlite.incoming-wal", "acore.sqlite.suspect", "backups/../acore.sqlite",
        "backups/../acore.sqlite-journal",
        "link", "second",
    ])
    func `is never written over the database itself`(_ name: String) async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("a")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/link", withDestinationPath: "acore.sqlite")
        #expect(PrivateFiles.linked(folder.database, as: folder.path + "/second"))
        let path = folder.path + "/" + name
        let error = await storageError { try await database.backup(to: path, replacing: true) }
        #expect(error == .takenName(path: path, reason: "the database itself needs that name"))
        try await database.keep("b")
        try await database.close()
        let again = try await SQLiteDatabase.withWords(at: folder.database)
        #expect(try await again.words() == ["a", "b"])
        try await again.close()
    }

    @Test func `a check is stopped in the middle of a statement`() async throws {
        let file = try SQLiteFile(path: folder.database, for: .copying)
        let stop = StopSign()
        let (begun, isBegun) = AsyncStream.makeStream(of: Void.self)
        let raiser = Task {
            for await _ in begun {}
            while !Task.isCancelled {
                stop.raise()
                await Task.yield()
            }
        }
        #expect(throws: CancellationError.self) {
            try stop.watch(file) {
                isBegun.finish()
                _ = try file.use {
                    try $0.rows(
                        "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT COUNT(*) FROM c")
                }
            }
        }
        raiser.cancel()
        #expect(throws: CancellationError.self) { try Backup.check(folder.database, stop: stop) }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/fd"), "needs /proc"))
    func `a file that was checked is closed`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.backup(to: backup)
        try await database.close()
        _ = try Backup.check(backup)
        let folder = URL(filePath: folder.path).lastPathComponent
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap {
            // Others come and go while this is read.
            try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + $0)
        }
        #expect(!open.contains { $0.contains(folder) })
    }

    @Test func `cannot be made where nothing can be written`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let error = await storageError { try await database.backup(to: folder.path + "/nowhere/copy.sqlite") }
        guard case .cannotWrite = error else { return #expect(Bool(false), "\(String(describing: error))") }
        try await database.close()
    }

    @Test func `a database in memory can be copied too`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(wordsSchema)
        try await database.keep("a")
        try await database.backup(to: backup)
        #expect(try Backup.check(backup).rows["words"] == 1)
        #expect(try await database.words() == ["a"])
    }

    @Test func `a database can be looked through while it is in use`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("a")
        try await SQLiteDatabase.check(folder.database)
        try await database.keep("b")
        #expect(try await database.words() == ["a", "b"])
        try await database.close()
        let error = await storageError { try await SQLiteDatabase.check(folder.path) }
        guard case .cannotWrite = error else { return #expect(Bool(false), "\(String(describing: error))") }
        try Data("no database at all".utf8).write(to: URL(filePath: backup))
        let damage = await storageError { try await SQLiteDatabase.check(backup) }
        #expect(damage == .damaged(path: backup, reason: "file is not a database"))
    }

    @Test func `is restored, and what was there is kept beside it`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("old")
        try await database.backup(to: backup)
        try await database.keep("new")
        try await database.close()

        let aside = try await SQLiteDatabase.restore(
            from: backup, to: folder.database, knowing: wordsSchema, at: Date(timeIntervalSince1970: 0))
        #expect(aside == folder.database + ".replaced-19700101-000000")
        #expect(try folder.mode(of: folder.database) == 0o600)
        let restored = try await SQLiteDatabase.withWords(at: folder.database)
        #expect(try await restored.words() == ["old"])
        try await restored.close()

        let again = try await SQLiteDatabase.restore(
            from: try #require(aside), to: folder.database, knowing: wordsSchema, at: Date(timeIntervalSince1970: 0))
        #expect(again == folder.database + ".replaced-19700101-000000-2", "nothing is overwritten")
        let back = try await SQLiteDatabase.withWords(at: folder.database)
        #expect(try await back.words() == ["old", "new"])
        try await back.close()
    }

    @Test func `is restored where there is no database yet`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.backup(to: backup)
        try await database.close()
        let elsewhere = try TestFolder()
        let aside = try await SQLiteDatabase.restore(from: backup, to: elsewhere.database, knowing: wordsSchema)
        #expect(aside == nil)
        let restored = try await SQLiteDatabase.withWords(at: elsewhere.database)
        #expect(!restored.report.isNew)
        try await restored.close()
    }

    @Test func `a copy made by hand brings its log along`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.keep("still in the log")
        for ending in ["", "-wal"] {
            // A separate process: closing another descriptor in this one would drop SQLite's locks.
            let copy = try Process.run(
                URL(filePath: "/bin/cp"), arguments: [folder.database + ending, folder.path + "/byhand" + ending])
            copy.waitUntilExit()
        }
        try await database.close()
        let elsewhere = try TestFolder()
        try await SQLiteDatabase.restore(
            from: folder.path + "/byhand", to: elsewhere.database, knowing: wordsSchema)
        let restored = try await SQLiteDatabase.withWords(at: elsewhere.database)
        #expect(try await restored.words() == ["still in the log"])
        try await restored.close()
    }

    @Test func `the name that restoring itself needs is no backup to restore`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.backup(to: backup)
        try await database.close()
        let incoming = folder.database + ".incoming"
        try FileManager.default.copyItem(atPath: backup, toPath: incoming)
        let error = await storageError {
            try await SQLiteDatabase.restore(from: incoming, to: folder.database, knowing: wordsSchema)
        }
        guard case .badBackup(incoming, _) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        _ = try Backup.check(incoming)
    }

    @Test func `a disk without room is not the backup's fault`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.backup(to: backup)
        try await database.close()
        let error = await storageError { _ = try DatabaseFile(folder.path + "/nowhere/acore.sqlite").fetch(backup) }
        guard case .cannotWrite = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test func `a restore that is cut off in the middle leaves what was there`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(database.backups)
        try await database.keep("old")
        try await database.backup(to: backups.path(at: Date()))
        try await database.keep("new")
        try await database.close()
        let file = DatabaseFile(folder.database)
        _ = try file.fetch(try #require(try backups.backups().first).path)
        let aside = try #require(try file.setAside(as: "replaced", at: Date()))

        let reopened = try await SQLiteDatabase.open(at: folder.database, repairs: true)
        #expect(reopened.report.restoration == nil)
        #expect(try await reopened.words() == ["old", "new"])
        try await reopened.close()
        try file.install()
        #expect(try Backup.check(folder.database).rows["words"] == 1)
        #expect(try Backup.check(aside).rows["words"] == 2)
    }

    @Test func `of a newer program is refused`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.backup(to: backup)
        try await database.close()
        let error = await storageError {
            try await SQLiteDatabase.restore(from: backup, to: folder.database, knowing: [])
        }
        #expect(error == .newerSchema(["words"]))
        #expect(try folder.names() == ["acore.sqlite", "backups", "copy.sqlite"])
    }

    @Test func `is not restored under a program that has the database open`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.backup(to: backup)
        let error = await storageError {
            try await SQLiteDatabase.restore(from: backup, to: folder.database, knowing: wordsSchema)
        }
        guard case .busy = error else { return #expect(Bool(false), "\(String(describing: error))") }
        try await database.keep("goes on")
        #expect(try await database.words() == ["goes on"])
        try await database.close()
    }
}
