import Foundation
import Testing

@testable import Storage

/// A folder that goes away with the test.
final class TestFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "acore-storage-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: NSNumber(value: 0o700)])
    }

    deinit {
        // A leftover in the temporary folder does no harm.
        try? FileManager.default.removeItem(atPath: path)
    }

    var database: String { path + "/acore.sqlite" }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }

    func mode(of path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? NSNumber).intValue
    }
}

/// The schema of most tests here.
let wordsSchema = [Migration("words", "CREATE TABLE words (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")]

extension SQLiteDatabase {
    static func withWords(at path: String) async throws -> SQLiteDatabase {
        let database = try await SQLiteDatabase.open(at: path)
        try await database.migrate(wordsSchema)
        return database
    }

    func keep(_ words: String...) async throws {
        for word in words { try await write { try $0.insert("words", ["text": .text(word)]) } }
    }

    func words() async throws -> [String] {
        try await read { try $0.rows("SELECT text FROM words ORDER BY id").map { try $0.text("text") } }
    }
}

/// Runs `body` and says which error of this room it threw.
func storageError(_ body: () async throws -> Void) async -> StorageError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? StorageError
    }
}
