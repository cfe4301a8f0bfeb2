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
            for _ in 0..<5 { try await database.backup(to: backup) }
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
        let task = Task { [backup] in try await database.backup(to: backup) }
        task.cancel()
        let outcome = await task.result
        if case .failure(let error) = outcome {
            #expect(error is CancellationError)
            #expect(try Data(contentsOf: URL(filePath: backup)) == before)
        }
        #expect(try Backup.check(backup).rows["words"] == 1)
        #expect(!(try folder.names()).contains("copy.sqlite.partial"))
        try await database.close()
    }

    @Test func `stops between pages where it is told to`() async throws {
        let database = try SQLiteFile(path: folder.database, for: .writing)
        try database.use { try $0.script("CREATE TABLE t (v); INSERT INTO t VALUES (zeroblob(5000000))") }
        #expect(throws: CancellationError.self) {
            try database.use { try Backup.make(of: $0, at: backup) { throw CancellationError() } }
        }
        #expect(!(try folder.names()).contains { $0.hasPrefix("copy") })
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
        guard case .badBackup = error else { return #expect(Bool(false), "\(String(describing: error))") }
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
