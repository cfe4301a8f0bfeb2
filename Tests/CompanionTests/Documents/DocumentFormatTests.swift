import Testing

@testable import Companion

@Suite struct DocumentFormatTests {
    private func format(_ name: String, _ bytes: [UInt8], size: Int? = nil) throws(DocumentError) -> DocumentFormat {
        try DocumentFormat(of: DocumentName(name), bytes, size: size)
    }

    private static let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    @Test(arguments: [
        ("notes.txt", "hello", DocumentFormat.text), ("README", "hello", .text), ("a.unknown", "hello", .text),
        ("a.MD", "# x", .markdown), ("a.htm", "<p>", .html), ("a.tsv", "a\tb", .csv), ("a.swift", "let a", .code),
        ("Dockerfile", "FROM x", .code), ("a.json", "{}", .code), ("a.pdf", "%PDF-1.7\n", .pdf),
        ("a.pdf", "\n\n%PDF-1.4", .pdf), ("scan", "%PDF-1.4", .pdf), ("a.docx", "PK\u{3}\u{4}", .docx),
        ("a.txt", "About %PDF- files", .text),
    ])
    func `a format is found by name and bytes`(name: String, text: String, expected: DocumentFormat) throws {
        #expect(try format(name, Array(text.utf8)) == expected)
    }

    @Test(arguments: [
        ("a.pdf", "just text", "something else"), ("a.docx", "just text", "something else"),
        ("a.pdf", "PK\u{3}\u{4}", "a ZIP file"), ("a.txt", "%PDF-1.4", "a PDF"), ("a.docx", "%PDF-1.4", "a PDF"),
        ("a.md", "PK\u{3}\u{4}", "a ZIP file"), ("a.html", "GIF89a", "a GIF picture"),
        ("a.csv", "{\\rtf1 x", "rich text"), ("a.py", "SQLite format 3\0", "a database"),
    ])
    func `a name that says something else than the bytes is refused`(name: String, text: String, found: String) throws {
        let error = #expect(throws: DocumentError.self) { try format(name, Array(text.utf8)) }
        guard case .wrongContent(_, found) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.description.contains(found) == true)
    }

    @Test func `pictures, packed files and old Office files have errors of their own`() {
        #expect(throws: DocumentError.unknownKind(".png")) { try format("a.png", [0x89, 0x50, 0x4E, 0x47, 0]) }
        #expect(throws: DocumentError.unknownKind("archive")) { try format("archive", Self.zip) }
        #expect(throws: DocumentError.unknownKind(".doc")) {
            try format("a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        }
        #expect(throws: DocumentError.protected) {
            try format("a.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
        }
    }

    @Test func `an empty and a large file are refused before anything is read`() throws {
        #expect(throws: DocumentError.empty) { try format("a.txt", []) }
        #expect(throws: DocumentError.tooLarge) { try format("a.txt", [65], size: DocumentLimits.fileSize + 1) }
        #expect(throws: DocumentError.tooLarge) { try format("a.txt", [65], size: .max) }
        #expect(try format("a.txt", [65], size: DocumentLimits.fileSize) == .text)
    }

    @Test func `every error says what to do`() {
        let errors: [DocumentError] = [
            .empty, .tooLarge, .tooMuchText, .tooManyParts, .tooManyChunks, .badName("x"), .unknownKind(".x"),
            .wrongContent(claimed: "a PDF", found: "a ZIP file"), .notText, .noText, .damaged("x"), .bomb, .protected,
        ]
        for error in errors { #expect(error.description.hasSuffix(".") && error.description.count < 200) }
        #expect(DocumentError.tooLarge.description.contains("25 MiB"))
    }
}

@Suite struct DocumentNameTests {
    @Test(arguments: [
        ("Apple Pie.md", "Apple Pie.md", "general", "md"), ("Food/Cakes/Apple.MD", "Apple.MD", "food/cakes", "md"),
        (" a / b.txt ", "b.txt", "a", "txt"), ("LICENSE", "LICENSE", "general", ""),
        ("ünï/Ärzte.pdf", "Ärzte.pdf", "ünï", "pdf"), ("a.tar.gz", "a.tar.gz", "general", "gz"),
        ("👩‍👩‍👧.txt", "👩‍👩‍👧.txt", "general", "txt"),
    ])
    func `folders are the category`(given: String, name: String, category: String, ending: String) throws {
        let found = try DocumentName(given)
        #expect(found.name == name && found.category == category && found.ending == ending)
    }

    @Test(arguments: [
        "", " ", "/", "/etc/passwd", "../a.txt", "a/../b.txt", "a//b.txt", "a/", "./a.txt", ".env", "a\\..\\b.txt",
        "C:\\a.txt", "c:a.txt", "a\0.txt", "a\n.txt", "a\u{202E}txt.exe", "a\u{200B}.txt", "a|b.txt", "a<b>.txt",
        "a?.md",
        "~/\u{0}", "a/b/c/d/e/f/g/h/i/j.txt", "a\u{2028}b", String(repeating: "a", count: 121),
        String(repeating: "a/", count: 100_000) + "b", String(repeating: "x", count: 1_000_000),
        "a" + String(repeating: "\u{301}", count: 600),
    ])
    func `names that could be a way elsewhere are refused`(given: String) {
        let error = #expect(throws: DocumentError.self) { try DocumentName(given) }
        guard case .badName = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
