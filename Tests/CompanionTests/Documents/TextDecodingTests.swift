import Testing

@testable import Companion

@Suite struct TextDecodingTests {
    private func text(_ bytes: [UInt8]) throws -> String {
        String(decoding: try TextDecoding.utf8(bytes), as: UTF8.self)
    }

    @Test(
        arguments: [
            ([0x48, 0xC3, 0xA4], "Hä"), ([0xEF, 0xBB, 0xBF, 0x48], "H"), ([0xFF, 0xFE, 0x48, 0, 0xE4, 0], "Hä"),
            ([0xFE, 0xFF, 0, 0x48, 0, 0xE4], "Hä"), ([0xFF, 0xFE, 0x3D, 0xD8, 0, 0xDE], "😀"), ([0x48, 0xE4], "Hä"),
            ([0x80, 0x20, 0x93, 0x78, 0x94], "€ “x”"), ([0x61, 0x81], "a\u{FFFD}"),
            ([0xFF, 0xFE, 0x3D, 0xD8, 0x41, 0], "\u{FFFD}A"), ([0xFF, 0xFE, 0x41, 0, 0x42], "A"),
        ] as [([UInt8], String)])
    func `encodings are told apart`(bytes: [UInt8], expected: String) throws {
        #expect(try text(bytes) == expected)
    }

    @Test func `all of Windows-1252 is read as one byte a character`() throws {
        let bytes = (UInt8(0xA0)...0xFF).map { $0 }
        #expect(try text(bytes).unicodeScalars.map(\.value) == (0xA0...0xFF).map { UInt32($0) })
    }

    @Test func `UTF-8 with a broken character stays UTF-8`() throws {
        let words = Array("Größe über Maß, für Ärzte".utf8)
        #expect(try text(words + [0xC3]) == "Größe über Maß, für Ärzte\u{FFFD}")
    }

    @Test func `lines end with a line feed, and control characters go`() throws {
        #expect(try text(Array("a\r\nb\rc\n\r\nd".utf8)) == "a\nb\nc\n\nd")
        #expect(
            try text(Array((String(repeating: "words ", count: 20) + "\u{1B}[1mx\u{7F}").utf8)).hasSuffix("words [1mx"))
    }

    @Test(
        arguments: [
            [0x61, 0, 0x62], [0], [0x41, 1, 2, 3, 4], [0xE4, 0], [0xFF, 0xFE, 0, 0],
        ] as [[UInt8]])
    func `what is no text is refused`(bytes: [UInt8]) {
        #expect(throws: DocumentError.notText) { try TextDecoding.utf8(bytes) }
    }

    @Test func `an empty file is refused, and one with a mark alone has no text`() {
        #expect(throws: DocumentError.empty) { try TextDecoding.utf8([]) }
        for mark in [[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF]] as [[UInt8]] {
            #expect(refusal(mark, as: .text) == .noText)
        }
    }
}
