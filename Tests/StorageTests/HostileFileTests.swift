import Foundation
import Testing

@testable import Storage

/// Any file may be handed to us as a backup, or lie where the database should be.
@Suite struct HostileFileTests {
    let folder: TestFolder

    init() throws { folder = try TestFolder() }

    /// The bytes of a small, good database.
    func goodBytes() async throws -> Data {
        let source = try TestFolder()
        let database = try await SQLiteDatabase.withWords(at: source.database)
        let search = Migration(
            "search",
            """
            CREATE INDEX words_text ON words (text);
            CREATE VIRTUAL TABLE found USING fts5 (text);
            CREATE TRIGGER find AFTER INSERT ON words BEGIN INSERT INTO found VALUES (new.text); END;
            """)
        try await database.migrate(wordsSchema + [search])
        try await database.write { sql in
            for number in 0..<300 {
                try sql.insert("words", ["text": .text(String(repeating: "word \(number) ", count: 1 + number % 40))])
            }
        }
        try await database.close()
        return try Data(contentsOf: URL(filePath: source.database))
    }

    var schema: [Migration] { wordsSchema + [Migration("search", "")] }

    /// Hands `bytes` to restore over a present database that must survive a refusal.
    func restore(_ bytes: Data) async throws -> StorageError? {
        let hostile = folder.path + "/hostile"
        try bytes.write(to: URL(filePath: hostile))
        let present = Data("present".utf8)
        try present.write(to: URL(filePath: folder.database))
        let error = await storageError {
            try await SQLiteDatabase.restore(from: hostile, to: folder.database, knowing: schema)
        }
        if error != nil {
            #expect(try Data(contentsOf: URL(filePath: folder.database)) == present)
        }
        let leftovers = try folder.names().filter { $0.contains(".incoming") }
        #expect(leftovers.isEmpty)
        return error
    }

    func isBadBackup(_ error: StorageError?) -> Bool {
        if case .badBackup = error { true } else { false }
    }

    @Test func `what is no database is a bad backup`() async throws {
        let good = try await goodBytes()
        var generator = SeededGenerator(seed: 1)
        let random = Data((0..<20_000).map { _ in UInt8.random(in: 0...255, using: &generator) })
        #expect(isBadBackup(try await restore(Data())))
        #expect(isBadBackup(try await restore(Data("Dear diary, this is text.".utf8))))
        #expect(isBadBackup(try await restore(random)))
        #expect(isBadBackup(try await restore(good.prefix(16) + random)))
        #expect(isBadBackup(try await restore(good.prefix(100) + random)))
        #expect(isBadBackup(try await restore(good.prefix(100))))
        #expect(isBadBackup(try await restore(good.prefix(good.count / 2))))
        #expect(isBadBackup(try await restore(good.dropLast(5000))))
        #expect(try await restore(good) == nil)
    }

    @Test func `a missing file, a folder and another program's database are bad backups`() async throws {
        for path in [folder.path + "/none", folder.path] {
            let error = await storageError {
                try await SQLiteDatabase.restore(from: path, to: folder.database, knowing: schema)
            }
            #expect(isBadBackup(error))
        }
        let other = folder.path + "/other"
        try SQLiteFile(path: other, for: .copying).use { try $0.script("CREATE TABLE t (v)") }
        let error = await storageError {
            try await SQLiteDatabase.restore(from: other, to: folder.database, knowing: schema)
        }
        #expect(error == .badBackup(path: other, reason: "it is not one of ours"))
    }

    @Test func `a schema with tricks is looked at, not run`() async throws {
        let other = folder.path + "/tricks"
        try SQLiteFile(path: other, for: .copying).use { connection in
            try connection.script(
                """
                CREATE TABLE schema_migration (name TEXT, applied_at BIGINT);
                INSERT INTO schema_migration VALUES ('words', 0), ('search', 0);
                CREATE TABLE "we""ird; DROP TABLE words" (v);
                CREATE TABLE g (v, w AS (hex(zeroblob(v))));
                CREATE VIEW endless AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c;
                """)
        }
        try await SQLiteDatabase.restore(from: other, to: folder.database, knowing: schema)
    }

    @Test func `mutated copies are restored where SQLite finds nothing wrong, else bad backups`() async throws {
        let good = try await goodBytes()
        var generator = SeededGenerator(seed: 42)
        var refused = 0
        for _ in 0..<200 {
            let error = try await restore(mutated(good, using: &generator))
            guard error != nil else { continue }
            #expect(isBadBackup(error), "\(String(describing: error))")
            refused += 1
        }
        #expect(refused > 50, "the mutations must hurt")
    }

    @Test func `mutated databases are opened or damaged, and never begun anew`() async throws {
        let good = try await goodBytes()
        var generator = SeededGenerator(seed: 43)
        for _ in 0..<100 {
            let folder = try TestFolder()
            try mutated(good, using: &generator).write(to: URL(filePath: folder.database))
            do {
                let database = try await SQLiteDatabase.open(at: folder.database, repairs: true)
                #expect(!database.report.isNew)
                _ = await storageError { _ = try await database.words() }
                try await database.close()
            } catch let error as StorageError {
                switch error {
                case .damaged, .cannotWrite: #expect(PrivateFiles.size(folder.database) ?? 0 > 0)
                default: #expect(Bool(false), "\(error)")
                }
            }
        }
    }

    func mutated(_ good: Data, using generator: inout SeededGenerator) -> Data {
        var bytes = good
        switch Int.random(in: 0..<6, using: &generator) {
        case 0:  // a few bits anywhere
            for _ in 0..<8 {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
        case 1:  // the header
            bytes[Int.random(in: 16..<100, using: &generator)] = .random(in: 0...255, using: &generator)
        case 2:  // the head of a page
            let page = Int.random(in: 0..<bytes.count / 4096, using: &generator) * 4096
            for place in page..<page + 12 where place >= 100 { bytes[place] = .random(in: 0...255, using: &generator) }
        case 3:  // cut
            bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator))
        case 4:  // one page over another
            let pages = bytes.count / 4096
            let from = Int.random(in: 0..<pages, using: &generator) * 4096
            let to = Int.random(in: 0..<pages, using: &generator) * 4096
            bytes.replaceSubrange(to..<to + 4096, with: good[from..<from + 4096])
        default:  // the schema's own text
            let place = Int.random(in: 3000..<4096, using: &generator)
            bytes[place] = .random(in: 0...255, using: &generator)
        }
        return bytes
    }
}

/// Random numbers that can be had again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64, https://prng.di.unimi.it/splitmix64.c
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
