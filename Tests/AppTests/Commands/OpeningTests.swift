import Companion
import Dashboard
import Foundation
import Storage
import Testing

@testable import App

/// Who may exchange the database's file, and who may not.
@Suite struct OpeningTests {
    private let folder: TestFolder
    private var places: Places { folder.places }

    init() throws { folder = try TestFolder() }

    /// A database with a backup and one setting, whose file was overwritten since.
    private func damaged() async throws {
        try await withDatabase(places) { database in
            try await SettingsStore(database: database).change("A", to: "1", by: "t", isSecret: false)
            try await database.backup(to: BackupFolder(places.backups.path).path(at: Date()))
        }
        let file = try FileHandle(forUpdating: places.database)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        try file.close()
    }

    private func inode() throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: places.database.path)[.systemFileNumber] as? Int)
    }

    @Test(arguments: [DataLock.Use.visit, .look])
    func `beside a server a damaged file stays in its place`(use: DataLock.Use) async throws {
        try await damaged()
        var server = try DataLock(.serve, in: places.data)
        try server.share()
        let before = try inode()
        let refusal = await #expect(throws: Refusal.self) { try await withDatabase(places, as: use) { _ in } }
        #expect(refusal?.exitCode == 78)
        #expect(refusal?.description.contains("damaged") == true)
        #expect(try inode() == before)
        withExtendedLifetime(server) {}
    }

    @Test func `who is alone puts a backup in a damaged file's place`() async throws {
        try await damaged()
        let before = try inode()
        #expect(try await withDatabase(places) { try await SettingsStore(database: $0).all() } == ["A": "1"])
        #expect(try inode() != before)
    }

    @Test func `who only looks never exchanges a file, even when alone`() async throws {
        try await damaged()
        let before = try inode()
        await #expect(throws: Refusal.self) { try await withDatabase(places, as: .look) { _ in } }
        #expect(try inode() == before)
    }

    @Test func `what the server wrote after a visit is there at the next start`() async throws {
        var lock = try DataLock(.serve, in: places.data)
        let server = try await openDatabase(places, &lock)
        try await withDatabase(places) {
            try await SettingsStore(database: $0).change("A", to: "1", by: "t", isSecret: false)
        }
        try await SettingsStore(database: server).change("B", to: "2", by: "t", isSecret: false)
        try await server.close()
        #expect(try await withDatabase(places) { try await SettingsStore(database: $0).all() } == ["A": "1", "B": "2"])
        withExtendedLifetime(lock) {}
    }

    @Test func `an older schema is brought up to date by who is alone, not under somebody's feet`() async throws {
        do {
            var lock = try DataLock(.serve, in: places.data)
            let older = try await SQLiteDatabase.open(at: places.database.path)
            try await older.migrate(ConversationStore.migrations)
            try await older.close()
            try lock.share()
            let refusal = await #expect(throws: Refusal.self) { try await withDatabase(places) { _ in } }
            #expect(refusal?.description.contains("acore run") == true)
        }
        #expect(try await withDatabase(places) { try await !$0.needsMigration(schema) })
    }

    @Test func `settings of the page are read where there is a database, and none is made for them`() async throws {
        #expect(try await pageSource(places).entries.isEmpty)
        #expect(!FileManager.default.fileExists(atPath: places.database.path))
        try await withDatabase(places) {
            try await SettingsStore(database: $0).change("CHARACTER", to: "chief", by: "t", isSecret: false)
            try await SettingsStore(database: $0).change("ACORE_HOME", to: "/elsewhere", by: "t", isSecret: false)
        }
        #expect(try await pageSource(places).entries.mapValues(\.text) == ["CHARACTER": "chief"])
    }
}
