import Foundation
import Testing

@testable import Storage

@Suite struct SQLiteDatabaseTests {
    @Test(arguments: [
        SQLValue.null, .integer(.min), .integer(.max), .integer(0), .real(.pi), .real(-0.5),
        .text(""), .text("naïve 👩‍👩‍👧 \u{1F600}"), .blob(Data()), .blob(Data([0, 255, 0])),
        .blob(Data(repeating: 7, count: 300_000)), .text(String(repeating: "long ", count: 50_000)),
    ])
    func `a value comes back as it went in`(_ value: SQLValue) async throws {
        let database = SQLiteDatabase.inMemory()
        let back = try await database.write { sql in
            try sql.execute("CREATE TABLE t (v)")
            try sql.insert("t", ["v": value])
            return try sql.row("SELECT v FROM t")?.value("v")
        }
        #expect(back == value)
    }

    @Test func `text with a NUL is kept whole, the NUL replaced`() async throws {
        let database = SQLiteDatabase.inMemory()
        let back = try await database.read { try $0.row("SELECT ? AS v", [.text("a\0b")])?.text("v") }
        #expect(back == "a\u{FFFD}b")
    }

    @Test func `a value beyond the limit is refused`() async throws {
        let database = SQLiteDatabase.inMemory()
        let huge = Data(count: SQLiteConnection.valueLimit + 1)
        let error = await storageError { _ = try await database.read { try $0.rows("SELECT ?", [.blob(huge)]) } }
        #expect(error == .failed("a value of more than 67108864 bytes"))
    }

    @Test func `execute tells how many rows it changed`() async throws {
        let database = SQLiteDatabase.inMemory()
        let counts = try await database.write { sql in
            [
                try sql.execute("CREATE TABLE t (v)"),
                try sql.execute("INSERT INTO t VALUES (1), (2), (3)"),
                try sql.execute("UPDATE t SET v = 0 WHERE v > ?", [1]),
                try sql.execute("UPDATE t SET v = 0 WHERE v > 9"),
                try sql.execute("CREATE TABLE u (v)"),
            ]
        }
        #expect(counts == [0, 3, 2, 0, 0])
    }

    @Test func `rows that an insert returns are read`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(wordsSchema)
        let id = try await database.write { sql in
            try sql.row("INSERT INTO words (text) VALUES (?) RETURNING id", ["a"])?.int("id")
        }
        #expect(id == 1)
    }

    @Test(arguments: ["SELEC 1", "SELECT 1; SELECT 2", "", "SELECT ?, ?", "SELECT * FROM nowhere"])
    func `a statement that is wrong is an error`(_ sql: String) async throws {
        let database = SQLiteDatabase.inMemory()
        let error = await storageError { _ = try await database.read { try $0.rows(sql, [1]) } }
        guard case .failed = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test(arguments: ["COMMIT", " begin immediate", "END", "Rollback", "SAVEPOINT x", "RELEASE x"])
    func `a change may not handle transactions itself`(_ sql: String) async throws {
        let database = SQLiteDatabase.inMemory()
        let error = await storageError { _ = try await database.write { try $0.execute(sql) } }
        guard case .failed(let reason) = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(reason.hasSuffix("a change is a transaction already"))
    }

    @Test func `a read may not change anything, in memory or on disk`() async throws {
        let folder = try TestFolder()
        for database in [SQLiteDatabase.inMemory(), try await SQLiteDatabase.open(at: folder.database)] {
            try await database.migrate(wordsSchema)
            let error = await storageError {
                _ = try await database.read { try $0.execute("INSERT INTO words (text) VALUES ('x')") }
            }
            #expect(error == .failed("a read may not change anything"))
            #expect(try await database.words().isEmpty)
            try await database.close()
        }
    }

    @Test func `a failed statement can be run again`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(wordsSchema)
        let insert = "INSERT INTO words (id, text) VALUES (?, ?)"
        try await database.write { sql in
            try sql.execute(insert, [1, "a"])
            #expect(throws: StorageError.self) { try sql.execute(insert, [1, "b"]) }
            try sql.execute(insert, [2, "b"])
        }
        #expect(try await database.words() == ["a", "b"])
    }

    @Test func `more statements than are kept compiled`() async throws {
        let database = SQLiteDatabase.inMemory()
        let sum = try await database.read { sql in
            try (0..<1000).reduce(0) { sum, n in try sum + (sql.row("SELECT \(n) AS n")?.int("n") ?? 0) }
        }
        #expect(sum == 499_500)
    }

    @Test func `what was written is there after closing and opening`() async throws {
        let folder = try TestFolder()
        let first = try await SQLiteDatabase.withWords(at: folder.database)
        #expect(first.report == OpenReport(isNew: true))
        try await first.keep("a", "b")
        try await first.close()
        #expect(!(try folder.names()).contains("acore.sqlite-wal"), "a clean close leaves one file")

        let second = try await SQLiteDatabase.withWords(at: folder.database)
        #expect(second.report == OpenReport())
        #expect(try await second.words() == ["a", "b"])
        try await second.close()
    }

    @Test func `after closing everything throws closed`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.close()
        #expect(await storageError { _ = try await database.words() } == .closed)
        #expect(await storageError { try await database.keep("a") } == .closed)
        #expect(await storageError { try await database.migrate(wordsSchema) } == .closed)
        #expect(await storageError { try await database.backup(to: folder.path + "/b") } == .closed)
        try await database.close()
    }

    @Test func `the writer syncs every commit, in a log, and erases what is deleted`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let settings = try await database.write { sql in
            try ["journal_mode", "synchronous", "secure_delete", "foreign_keys"].map {
                try sql.row("PRAGMA \($0)")?.value($0)
            }
        }
        #expect(settings == ["wal", 2, 1, 1])
        try await database.keep("unforgettable", "other")
        try await database.write { _ = try $0.execute("DELETE FROM words WHERE id = 1") }
        try await database.emptyLog()
        #expect(PrivateFiles.size(folder.database + "-wal") == 0)
        try await database.close()
        let bytes = try Data(contentsOf: URL(filePath: folder.database))
        #expect(bytes.range(of: Data("unforgettable".utf8)) == nil)
        #expect(bytes.range(of: Data("other".utf8)) != nil)
    }
}
