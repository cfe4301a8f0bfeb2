import Testing

@testable import Companion

@Suite struct ZipArchiveTests {
    private static let words = Array(String(repeating: "some words ", count: 300).utf8)

    private func contents(_ entry: ZipWriter.Entry) throws(DocumentError) -> [UInt8]? {
        try ZipArchive(ZipWriter.archive([entry])).contents(of: entry.name)
    }

    @Test func `stored and deflated files are read`() throws {
        let entries = [
            ZipWriter.Entry(name: "a", contents: Self.words, isDeflated: false),
            ZipWriter.Entry(name: "b", contents: Self.words), ZipWriter.Entry(name: "empty"),
            ZipWriter.Entry(name: "../../etc/passwd", contents: [1, 2, 3]),
        ]
        let archive = try ZipArchive(ZipWriter.archive(entries, comment: Array("PK\u{5}\u{6} a comment".utf8)))
        #expect(archive.entries.map(\.name) == ["a", "b", "empty", "../../etc/passwd"])
        #expect(try archive.contents(of: "a") == Self.words)
        #expect(try archive.contents(of: "b") == Self.words)
        #expect(try archive.contents(of: "empty") == [])
        #expect(try archive.contents(of: "c") == nil)
    }

    @Test func `a gigabyte of zeros is refused, whatever size it says it has`() {
        let packed = ZipWriter.deflated([UInt8](repeating: 0, count: 1 << 20), times: 1_024)
        #expect(packed.count < 2 << 20)
        for stated in [1 << 30, 100, Self.words.count, 0xFFFF_FFFF] {
            let bomb = ZipWriter.Entry(name: "word/document.xml", packed: packed, statedSize: stated)
            #expect(refusal(ZipWriter.archive([bomb]), as: .docx) == .bomb)
        }
    }

    @Test func `what unpacks to much is refused by its size even where it hardly shrinks`() {
        let noise = (0..<(256 << 10)).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
        let packed = ZipWriter.deflated(noise, times: 200)
        let entry = ZipWriter.Entry(name: "a", packed: packed, statedSize: 1_000)
        #expect(throws: DocumentError.bomb) { try contents(entry) }
    }

    @Test(arguments: [
        ZipWriter.Entry(name: "a", contents: words, checksum: 1),
        ZipWriter.Entry(name: "a", contents: words, statedSize: 5),
        ZipWriter.Entry(name: "a", contents: words, statedPackedSize: 3),
        ZipWriter.Entry(name: "a", contents: words, statedPackedSize: 0xFFFF_FFFF),
        ZipWriter.Entry(name: "a", contents: words, method: 12), ZipWriter.Entry(name: "a", contents: words, offset: 7),
        ZipWriter.Entry(name: "a", contents: words, offset: 0xFFFF_FFFF),
        ZipWriter.Entry(name: "a", contents: words, isDeflated: false, method: 8),
        ZipWriter.Entry(name: "a", packed: [0xFF, 0xFF], statedSize: 10),
        ZipWriter.Entry(name: "a", packed: [], statedSize: 10),
    ])
    func `an archive that lies is refused`(entry: ZipWriter.Entry) {
        let error = #expect(throws: DocumentError.self) { try contents(entry) }
        guard case .damaged = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `a file under a password is named as such`() {
        #expect(throws: DocumentError.protected) {
            try contents(ZipWriter.Entry(name: "a", contents: Self.words, flags: 1))
        }
    }

    @Test func `more files than any document has are refused`() throws {
        let entries = Array(repeating: ZipWriter.Entry(name: "a", isDeflated: false), count: ZipArchive.entryLimit + 1)
        #expect(throws: DocumentError.tooManyParts) { try ZipArchive(ZipWriter.archive(entries)) }
        #expect(try ZipArchive(ZipWriter.archive(Array(entries.dropLast()))).entries.count == ZipArchive.entryLimit)
    }

    @Test func `a document that ends at any byte is refused`() throws {
        let whole = WordSample.document(
            WordSample.paragraph("Some words") + WordSample.table([["a", "b"], ["c", "d"]]))
        #expect(try DocumentText(reading: whole, as: .docx).blocks.count == 2)
        for length in whole.indices {
            let error = refusal(Array(whole[..<length]), as: .docx)
            guard case .damaged = error else {
                Issue.record("\(length): \(String(describing: error))")
                return
            }
        }
    }

    @Test func `a document with any byte changed is read or refused`() throws {
        let whole = WordSample.document(WordSample.paragraph("Some words"), styles: "<w:style w:styleId=\"a\"/>")
        for index in whole.indices {
            for mask in [0x01, 0x80, 0xFF] as [UInt8] {
                var bytes = whole
                bytes[index] ^= mask
                _ = refusal(bytes, as: .docx)
            }
        }
        #expect(try DocumentText(reading: whole, as: .docx).text == "Some words")
    }
}
