import Foundation
import Storage
import Testing

@testable import Companion

@Suite struct DocumentFolderTests {
    private func withFolder(_ body: (URL, DocumentFolder, DocumentLibrary) async throws -> Void) async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "acore-documents-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: path) }  // the system clears what is left
        let library = DocumentLibrary(
            store: DocumentStore(database: try await SQLiteDatabase.migratedInMemory()),
            pdfText: { _ in throw Mistake("no PDF here") })
        try await body(path, DocumentFolder(path: path.path, library: library), library)
    }

    private func write(_ text: String, _ name: String, in folder: URL, at seconds: Double = 1_000_000) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: file.path)
    }

    private func names(_ library: DocumentLibrary) async throws -> [String] {
        try await library.list(of: .everyone).map(\.path)
    }

    @Test func `it follows the folder: new, changed, gone`() async throws {
        try await withFolder { folder, documents, library in
            try write("The lamp is red.", "a.txt", in: folder)
            try write("The valve is blue.", "Manuals/Boiler/b.txt", in: folder)
            try write("hidden", ".secret/c.txt", in: folder)
            try write("hidden", ".d.txt", in: folder)
            var outcome = try await documents.reload()
            #expect("\(outcome.documents) \(outcome.passages) \(outcome.added)" == "2 2 2")
            #expect(try await names(library) == ["a.txt", "manuals/boiler/b.txt"])

            outcome = try await documents.reload()
            #expect("\(outcome.added) \(outcome.changed) \(outcome.removed)" == "0 0 0")

            try write("The lamp is green now.", "a.txt", in: folder, at: 1_000_001)
            try FileManager.default.removeItem(at: folder.appending(path: "Manuals"))
            outcome = try await documents.reload()
            #expect("\(outcome.added) \(outcome.changed) \(outcome.removed)" == "0 1 1")
            #expect(try await names(library) == ["a.txt"])
        }
    }

    @Test func `what cannot be read is named, and keeps no other from being read`() async throws {
        try await withFolder { folder, documents, library in
            try write("The lamp is red.", "good.txt", in: folder)
            try write("%PDF-1.4", "scan.pdf", in: folder)
            try write("", "empty.txt", in: folder)
            try write("The lamp is red.", "strange\\name.txt", in: folder)
            try write("The lamp is red.", "Twice/x.txt", in: folder)
            try write("The lamp is blue.", "twice/x.txt", in: folder)
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "link.txt"), withDestinationURL: URL(filePath: "/etc/hostname"))
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "round"), withDestinationURL: folder)
            for _ in 0..<2 {
                let outcome = try await documents.reload()
                #expect(
                    outcome.faults.map(\.file) == ["empty.txt", "scan.pdf", "strange\\name.txt", "twice/x.txt"])
                #expect(try await names(library) == ["good.txt", "twice/x.txt"])
            }
        }
    }

    @Test func `a folder that is not there is an empty one`() async throws {
        try await withFolder { folder, documents, library in
            try write("The lamp is red.", "a.txt", in: folder)
            _ = try await documents.reload()
            try FileManager.default.removeItem(at: folder)
            #expect(try await documents.reload().removed == 1)
            #expect(try await names(library).isEmpty)
        }
    }
}
