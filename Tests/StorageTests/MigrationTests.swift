import Foundation
import Testing

@testable import Storage

@Suite struct MigrationTests {
    let second = Migration("second", "CREATE TABLE second (id INTEGER PRIMARY KEY)")

    @Test func `each runs once, in order`() async throws {
        let database = SQLiteDatabase.inMemory(now: { Date(timeIntervalSince1970: 5) })
        try await database.migrate(wordsSchema)
        try await database.migrate([second] + wordsSchema)
        try await database.migrate([second] + wordsSchema)
        let rows = try await database.read { try $0.rows("SELECT * FROM schema_migration ORDER BY rowid") }
        #expect(try rows.map { try $0.text("name") } == ["words", "second"])
        #expect(try rows.map { try $0.int("applied_at") } == [5000, 5000])
    }

    @Test func `a newer schema is refused and nothing is touched`() async throws {
        let folder = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let error = await storageError { try await database.migrate([second]) }
        #expect(error == .newerSchema(["words"]))
        let tables = try await database.read { try Contents.tables(of: try #require($0 as? SQLiteConnection)) }
        #expect(Set(tables) == ["words", "schema_migration"])
        #expect(try database.backups?.backups() == [])
        try await database.close()
    }

    @Test func `whether something is missing can be asked without doing it`() async throws {
        let database = SQLiteDatabase.inMemory()
        #expect(try await database.needsMigration(wordsSchema))
        try await database.migrate(wordsSchema)
        #expect(try await !database.needsMigration(wordsSchema))
        #expect(try await database.needsMigration(wordsSchema + [second]))
        let error = await storageError { _ = try await database.needsMigration([second]) }
        #expect(error == .newerSchema(["words"]))
    }

    @Test func `a migration that fails leaves those before it and nothing of itself`() async throws {
        let database = SQLiteDatabase.inMemory()
        let broken = Migration("broken", "CREATE TABLE half (id BIGINT); INSERT INTO nowhere VALUES (1);")
        let error = await storageError { try await database.migrate(wordsSchema + [broken, second]) }
        #expect(error == .failed("no such table: nowhere"))
        #expect(try await database.words().isEmpty)
        let tables = try await database.read { try $0.rows("SELECT name FROM sqlite_schema WHERE type = 'table'") }
        #expect(try tables.map { try $0.text("name") }.sorted() == ["schema_migration", "words"])
        try await database.migrate(wordsSchema + [second])
    }

    @Test func `a migration may rebuild a table that others refer to`() async throws {
        let database = SQLiteDatabase.inMemory()
        let tables = Migration(
            "tables",
            """
            CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT);
            CREATE TABLE note (person BIGINT REFERENCES person ON DELETE CASCADE);
            """)
        let rebuild = Migration(
            "rebuild",
            """
            CREATE TABLE new_person (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
            INSERT INTO new_person SELECT * FROM person; DROP TABLE person;
            ALTER TABLE new_person RENAME TO person;
            """)
        let lose = Migration("lose", "DELETE FROM person")
        try await database.migrate([tables])
        try await database.write { sql in
            try sql.insert("person", ["id": 1, "name": "a"])
            try sql.insert("note", ["person": 1])
        }
        try await database.migrate([tables, rebuild])
        #expect(try await database.read { try $0.rows("SELECT * FROM note").count } == 1)

        let error = await storageError { try await database.migrate([tables, rebuild, lose]) }
        #expect(error == .failed("lose: rows of note lost their parent"))
        #expect(try await database.read { try $0.rows("SELECT * FROM person").count } == 1)
        let orphan = await storageError { try await database.write { try $0.insert("note", ["person": 9]) } }
        #expect(orphan == .failed("FOREIGN KEY constraint failed"), "foreign keys are on again")
    }

    @Test func `two of the same name are refused`() async throws {
        let error = await storageError { try await SQLiteDatabase.inMemory().migrate([second, second]) }
        #expect(error == .failed("two migrations are named “second”"))
    }

    @Test func `a verified backup comes first where there was something before`() async throws {
        let folder = try TestFolder()
        let moment = Date(timeIntervalSince1970: 1_700_000_000)
        let database = try await SQLiteDatabase.open(at: folder.database, now: { moment })
        let backups = try #require(database.backups)
        try await database.migrate(wordsSchema)
        try await database.keep("before")
        #expect(try backups.backups().isEmpty, "nothing to lose yet")
        try await database.migrate(wordsSchema)
        #expect(try backups.backups().isEmpty, "nothing new")

        try await database.migrate(wordsSchema + [second])
        #expect(try backups.backups().map(\.madeAt) == [moment])
        let contents = try Backup.check(backups.path(at: moment, for: .migration))
        #expect(contents.migrations == ["words"])
        #expect(contents.rows["words"] == 1)
        try await database.close()
    }
}
