import Companion
import Engines
import Foundation
import Storage
import Testing

@testable import App

/// A PDF from its bytes to the page that an answer may cite, through poppler. Without it this is skipped, and says so.
@Suite(.timeLimit(.minutes(2))) struct PDFDocumentTests {
    private static let isInstalled = FileManager.default.fileExists(atPath: "/usr/bin/pdftotext")

    @Test(.enabled(if: isInstalled, "no pdftotext here; apt-get install poppler-utils brings it"))
    func `a PDF is read, found and opened at its page`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(schema)
        let library = DocumentLibrary(database: database)
        let pages = ["The red lamp means that the burner is locked.", "The blue valve lets fresh water in."]
        let file = PDFSample.file(pages)
        let addition = try await library.add(file, named: "boiler.pdf", by: "web:ann", for: .person("web:ann"))
        #expect(addition.document.format == .pdf && addition.document.bytes == file.count)

        let recall = Recall(database: database, embedder: nil)
        let ann = Viewer(alone: ["web:ann"], characters: [])
        let found = try await recall.find(
            "Where does fresh water come from?", for: ann, at: Date(), limit: 1, kind: .chunk)
        let passage = try #require(found.first?.passage)
        #expect(passage.text.contains(pages[1]))
        let opened = try #require(try await library.passage(passage.id, for: ann))
        #expect(opened.parts.first { $0.id == passage.id }?.location?.hasPrefix("page") == true)
        #expect(try await library.passage(passage.id, for: Viewer(alone: ["web:ben"], characters: [])) == nil)
    }

    @Test(.enabled(if: isInstalled, "no pdftotext here; apt-get install poppler-utils brings it"))
    func `pages come as text, parted by form feeds`() async throws {
        let printed = try await PDFToText().text(of: PDFSample.file(["First page", "Second"]))
        let pages = String(decoding: printed, as: UTF8.self).split(separator: "\u{c}")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
        #expect(pages == ["First page", "Second"])
    }

    @Test(.enabled(if: isInstalled, "no pdftotext here; apt-get install poppler-utils brings it"))
    func `a broken PDF is refused in words for a person`() async throws {
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(schema)
        let library = DocumentLibrary(database: database)
        await #expect(throws: Mistake(DocumentError.damaged("it is no PDF that can be read").description)) {
            try await library.add(Array("%PDF-1.4\nrubbish".utf8), named: "a.pdf", by: "web:ann", for: .everyone)
        }
    }
}
