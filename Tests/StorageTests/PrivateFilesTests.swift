import Foundation
import Testing

@testable import Storage

@Suite struct PrivateFilesTests {
    @Test func `files and folders are their owner's alone`() async throws {
        let folder = try TestFolder()
        let path = folder.path + "/data/acore.sqlite"
        let database = try await SQLiteDatabase.withWords(at: path)
        try await database.keep("a")
        for ending in ["", "-wal", "-shm"] { #expect(try folder.mode(of: path + ending) == 0o600) }
        #expect(try folder.mode(of: folder.path + "/data") == 0o700)
        #expect(try folder.mode(of: folder.path + "/data/backups") == 0o700)
        try await database.close()
    }

    @Test func `a looser mode is mended`() async throws {
        let folder = try TestFolder()
        let first = try await SQLiteDatabase.withWords(at: folder.database)
        try await first.close()
        for (path, mode) in [(folder.path, 0o755), (folder.database, 0o644)] {
            try FileManager.default.setAttributes([.posixPermissions: NSNumber(value: mode)], ofItemAtPath: path)
        }
        let second = try await SQLiteDatabase.withWords(at: folder.database)
        try await second.keep("a")
        #expect(try folder.mode(of: folder.path) == 0o700)
        for ending in ["", "-wal"] { #expect(try folder.mode(of: folder.database + ending) == 0o600) }
        try await second.close()
    }

    @Test func `what cannot be done says why`() throws {
        let folder = try TestFolder()
        let nowhere = folder.path + "/none/file"
        for action in [PrivateFiles.create, PrivateFiles.sync] as [(String) throws -> Void] {
            let error = #expect(throws: StorageError.self) { try action(nowhere) }
            #expect(error?.reason.contains("No such file") == true)
        }
        #expect(throws: StorageError.self) { try PrivateFiles.move(nowhere, to: folder.database) }
        #expect(throws: StorageError.self) { try PrivateFiles.names(in: nowhere) }
        #expect(throws: StorageError.self) { try PrivateFiles.copy(nowhere, to: folder.database) }
        #expect(throws: StorageError.self) { try PrivateFiles.remove(folder.path) }
        let unwritable = #expect(throws: StorageError.self) { try PrivateFiles.copy("/dev/null", to: nowhere) }
        guard case .cannotWrite = unwritable else { return #expect(Bool(false), "\(String(describing: unwritable))") }
        let unreadable = #expect(throws: StorageError.self) { try PrivateFiles.copy(nowhere, to: "/dev/null") }
        guard case .badBackup = unreadable else { return #expect(Bool(false), "\(String(describing: unreadable))") }
        try PrivateFiles.remove(nowhere)
        try PrivateFiles.create(folder.database)
        #expect(throws: StorageError.self) { try PrivateFiles.create(folder.database) }
    }
}
