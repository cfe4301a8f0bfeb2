import Inference
import Testing

@testable import Companion

@Suite struct LoreFileTests {
    static let wrapper: JSONValue = ["spec": "lorebook_v3", "data": LoreSamples.characterBook, "more": 1]

    @Test(
        arguments: [
            (LoreSamples.worldInfo.bytes, "Erebor"), (LoreSamples.characterBook.bytes, "Erebor"),
            (wrapper.bytes, "Erebor"),
            (LoreSamples.secondCard.bytes, "Erebor"),
            (PNGSamples.picture(PNGSamples.card(LoreSamples.thirdCard, as: "ccv3")), "Erebor"),
            ([0xEF, 0xBB, 0xBF] + LoreSamples.worldInfo.bytes, "Erebor"),
        ] as [([UInt8], String)])
    func `every kind of file is recognised and written back`(bytes: [UInt8], name: String) throws {
        var file = try LoreFile(bytes)
        #expect(file.book.name == name)
        #expect(file.faults.isEmpty)
        #expect(file.bytes == bytes || file.bytes == Array(bytes.dropFirst(3)))
        file.book.entries[0].content = "changed"
        #expect(try LoreFile(file.bytes).book.entries[0].content == "changed")
    }

    @Test func `a book made here is a file in either shape`() throws {
        let book = LoreSamples.book(lore(3, "ring"))
        #expect(try LoreFile(LoreFile(book, as: .worldInfo).bytes).book.entries.first?.keys == ["ring"])
        let bytes = LoreFile(book, as: .characterBook).bytes
        #expect(try LoreFile(bytes).book.entries.first?.keys == ["ring"])
        #expect(try JSONValue(parsing: String(decoding: bytes, as: UTF8.self))["spec"] == "lorebook_v3")
    }

    @Test(
        arguments: [
            (#"{"lorebookVersion": 4, "entries": []}"#, "NovelAI"), (#"{"kind": "memory", "entries": []}"#, "Agnai"),
            (#"{"type": "risu", "data": []}"#, "Risu"), (#"{"name": "x"}"#, "is no lorebook"),
            (#"{"spec": "lorebook_v3"}"#, "must be an object"),
            (#"{"spec": "chara_card_v2", "data": {"name": "x"}}"#, "has no lorebook"),
            ("", "no JSON"), ("{", "no JSON"), ("{}{}", "no JSON"), ("[1e999]", "no JSON"), ("nul", "no JSON"),
            (#"{"entries": "\ud800"}"#, "no JSON"), ("]]]]", "no JSON"),
            (String(repeating: "[", count: 100_000), "nested"),
            (String(repeating: #"{"entries":"#, count: 65), "nested"),
            ("[" + String(repeating: "0,", count: 1_000_001) + "0]", "values"),
            (String(repeating: " ", count: LoreLimits.fileSize + 1), "larger than the 8 MiB"),
        ] as [(String, String)])
    func `what cannot be read is refused with a reason`(text: String, reason: String) {
        do throws(LoreFault) {
            _ = try LoreFile(Array(text.utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.description.contains(reason), "\(error)")
            #expect(error.severity == .error)
        }
    }

    @Test func `brackets inside texts do not count`() throws {
        let text = #"{"entries": {"0": {"content": "\"\#(String(repeating: "[{,", count: 90))\\", "key": ["a"]}}}"#
        #expect(try LoreFile(Array(text.utf8)).book.entries.first?.keys == ["a"])
    }

    @Test func `a file that was cut anywhere is refused`() {
        for sample in [LoreSamples.worldInfo, LoreSamples.characterBook, LoreSamples.secondCard] {
            let bytes = sample.bytes
            for count in bytes.indices { #expect(throws: LoreFault.self) { try LoreFile(Array(bytes.prefix(count))) } }
        }
    }

    @Test func `a file with bytes changed by chance is read or refused`() throws {
        var chance = Seeded(31)
        var read = 0
        for round in 0..<600 {
            var bytes = (round % 2 == 0 ? LoreSamples.worldInfo : LoreSamples.characterBook).bytes
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                let place = Int.random(in: bytes.indices, using: &chance)
                bytes[place] =
                    [UInt8.random(in: 0...255, using: &chance), 0x22, 0x30, 0x5D, 0x2C]
                    .randomElement(using: &chance) ?? 0
            }
            guard let file = try? LoreFile(bytes) else { continue }  // refused, as it may be
            read += 1
            let value = try JSONValue(parsing: String(decoding: bytes, as: UTF8.self))
            #expect(file.bytes == value.bytes)
            _ = LoreIndex(file.book, name: "x")
        }
        #expect(read > 60)
    }

    @Test func `line ends, control characters and numbers are kept`() throws {
        let text = #"{"entries":{"0":{"content":"a\r\nb\u0000\u0007c","order":0.1,"x":9007199254740991}}}"#
        let book = try LoreFile(Array(text.utf8)).book
        #expect(book.entries.first?.content == "a\r\nb\u{0}\u{7}c")
        #expect(book.entries.first?.order == 0.1)
        let written = try JSONValue(parsing: book.worldInfo.text)
        #expect(written == book.worldInfo)
        #expect(written["entries"]?["0"]?["x"] == 9_007_199_254_740_991)
    }
}
