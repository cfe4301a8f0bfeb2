import Foundation
import Testing

@testable import Storage

@Suite struct DamagedFileTests {
    let folder: TestFolder
    let opened = Date()

    init() throws { folder = try TestFolder() }

    /// A closed database of two words, the first of which is in a backup made an hour ago.
    func prepare() async throws -> BackupFolder {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        let backups = try #require(database.backups)
        try await database.keep("old")
        try await database.backup(to: backups.path(at: opened.addingTimeInterval(-3600)))
        try await database.keep("new")
        try await database.close()
        return backups
    }

    func overwrite(_ path: String, with text: String, at offset: UInt64 = 0) throws {
        try overwrite(path, with: Data(text.utf8), at: offset)
    }

    func overwrite(_ path: String, with bytes: Data, at offset: UInt64 = 0) throws {
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seek(toOffset: offset)
        try file.write(contentsOf: bytes)
        try file.close()
    }

    func open(repairs: Bool = true) async throws -> SQLiteDatabase {
        try await SQLiteDatabase.open(at: folder.database, repairs: repairs, now: { opened })
    }

    @Test(arguments: ["no database at all", "SQLite format 3\0 but the rest is not"])
    func `gives way to the newest backup, and says how much is missing`(_ text: String) async throws {
        let backups = try await prepare()
        try overwrite(folder.database, with: text)
        let database = try await open()
        #expect(try await database.words() == ["old"])
        let restoration = try #require(database.report.restoration)
        #expect(restoration.backup == backups.path(at: opened.addingTimeInterval(-3600)))
        #expect(restoration.missing >= .seconds(3590) && restoration.missing < .seconds(3700))
        let aside = try #require(restoration.setAside)
        #expect(aside == "\(folder.database).damaged-\(FileTimestamp(opened))")
        #expect(try Data(contentsOf: URL(filePath: aside)).starts(with: Data(text.utf8)))
        try await database.close()

        let again = try await open()
        #expect(again.report.restoration == nil)
        #expect(try await again.words() == ["old"])
        try await again.close()
    }

    @Test func `a damaged backup is passed over for an older good one`() async throws {
        let backups = try await prepare()
        let newer = backups.path(at: opened.addingTimeInterval(-60))
        try Data("not a backup".utf8).write(to: URL(filePath: newer))
        try overwrite(folder.database, with: "no database")
        let database = try await open()
        #expect(try await database.words() == ["old"])
        #expect(PrivateFiles.exists(newer), "a bad backup is not deleted either")
        try await database.close()
    }

    @Test func `without a good backup it stays where it is, start after start`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.close()
        try overwrite(folder.database, with: "no database")
        let before = try Data(contentsOf: URL(filePath: folder.database))
        for _ in 0..<2 {
            let error = await storageError { _ = try await open() }
            guard case .damaged(folder.database, let reason) = error else {
                return #expect(Bool(false), "\(String(describing: error))")
            }
            #expect(reason.contains("no good backup"))
            #expect(try Data(contentsOf: URL(filePath: folder.database)) == before)
        }
    }

    @Test(arguments: [true, false])
    func `a file that is gone or emptied beside backups is not begun anew`(_ isGone: Bool) async throws {
        _ = try await prepare()
        try FileManager.default.removeItem(atPath: folder.database)
        if !isGone { try Data().write(to: URL(filePath: folder.database)) }
        let database = try await open()
        #expect(database.report.restoration?.reason == "the file is gone or empty")
        #expect(!database.report.isNew)
        #expect(try await database.words() == ["old"])
        try await database.close()
    }

    @Test(arguments: ["acore.sqlite.damaged-20260101-000000", "acore.sqlite.incoming"])
    func `a step of restoring that was cut off is not begun anew`(_ trace: String) async throws {
        try Data("words".utf8).write(to: URL(filePath: folder.path + "/" + trace))
        let error = await storageError { _ = try await open() }
        guard case .damaged = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(!PrivateFiles.exists(folder.database))
    }

    @Test(arguments: [true, false])
    func `a visitor who finds damage changes nothing under the program that runs`(_ isSuspect: Bool) async throws {
        _ = try await prepare()
        let running = try await open()
        try await running.keep("from the server")
        if isSuspect { try DatabaseFile(folder.database).markSuspect() }
        try await running.emptyLog()
        let header = try Data(contentsOf: URL(filePath: folder.database)).prefix(32)
        try overwrite(folder.database, with: "no database at all")
        let before = try folder.names()
        let inode = try inode()

        let error = await storageError { _ = try await open(repairs: false) }
        guard case .damaged(folder.database, let reason) = error else {
            return #expect(Bool(false), "\(String(describing: error))")
        }
        #expect(reason.hasSuffix("stop the other acore, or start it again"))
        #expect(try folder.names() == before)
        #expect(try self.inode() == inode)

        try overwrite(folder.database, with: header)
        try await running.keep("acknowledged")
        try await running.close()
        let again = try await open()
        #expect(again.report.restoration == nil)
        #expect(try await again.words() == ["old", "new", "from the server", "acknowledged"])
        try await again.close()
    }

    private func inode() throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.database)
        return try #require(attributes[.systemFileNumber] as? Int)
    }

    @Test func `an empty file without history is a first start that was cut off`() async throws {
        try PrivateFiles.create(folder.database)
        let database = try await open()
        #expect(database.report.isNew)
        try await database.close()
    }

    @Test func `damage inside is found at once where the program did not close a small file`() async throws {
        _ = try await prepare()
        try swapPages()
        try Data("a log that was not finished".utf8).write(to: URL(filePath: folder.database + "-wal"))
        let database = try await open()
        #expect(database.report.wasUnclean)
        #expect(database.report.restoration != nil)
        #expect(try await database.words() == ["old"])
        try await database.close()
    }

    @Test func `damage that a backup comes upon is mended at the next start`() async throws {
        let backups = try await prepare()
        try swapPages()
        let database = try await open()
        #expect(database.report.restoration == nil, "opening looks at little")
        let error = await storageError { try await database.backup(to: backups.path(at: opened)) }
        #expect(error != nil)
        #expect(try backups.backups().count == 1, "a bad copy is no backup")
        try await database.close()

        let mended = try await open()
        #expect(mended.report.restoration != nil)
        #expect(try await mended.words() == ["old"])
        try await mended.close()
        #expect(!(try folder.names()).contains("acore.sqlite.suspect"))
    }

    @Test func `damage that a statement comes upon is marked for the next start`() async throws {
        let database = try await SQLiteDatabase.withWords(at: folder.database)
        try await database.write { sql in
            for number in 0..<2000 { try sql.insert("words", ["text": .text("word \(number)")]) }
        }
        try await database.close()
        let middle = UInt64((try #require(PrivateFiles.size(folder.database))) / 4096 / 2 * 4096)
        try overwrite(folder.database, with: String(repeating: "x", count: 4096), at: middle)
        let opened = try await open()
        let error = await storageError { _ = try await opened.words() }
        guard case .damaged = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(try folder.names().contains("acore.sqlite.suspect"))
        try await opened.close()
        let next = await storageError { _ = try await open() }
        guard case .damaged = next else { return #expect(Bool(false), "\(String(describing: next))") }
    }

    @Test func `a suspicion that proves wrong is dropped`() async throws {
        _ = try await prepare()
        try DatabaseFile(folder.database).markSuspect()
        let database = try await open()
        #expect(database.report == OpenReport())
        #expect(!(try folder.names()).contains("acore.sqlite.suspect"))
        try await database.close()
    }

    @Test func `what may not be opened is not damage`() async throws {
        try FileManager.default.createDirectory(atPath: folder.database, withIntermediateDirectories: false)
        let error = await storageError { _ = try await open() }
        #expect(error != nil)
        #expect(PrivateFiles.exists(folder.database))
        #expect(try !folder.names().contains { $0.contains("damaged") })
    }

    /// An index that does not match its table: nothing that a first glance sees.
    private func swapPages() throws {
        let file = try SQLiteFile(path: folder.database, for: .copying)
        try file.use { connection in
            try connection.script(
                """
                CREATE TABLE filler (v TEXT NOT NULL);
                INSERT INTO filler WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 3000)
                    SELECT 'a longer line of filling number ' || n FROM c;
                """)
            try SQLiteFile.journal(.delete, connection)
        }
        let pages = UInt64(try #require(PrivateFiles.size(folder.database))) / 4096
        try overwrite(folder.database, with: String(repeating: "x", count: 4096), at: (pages - 3) * 4096)
    }
}
