import Testing

@testable import Companion

@Suite struct ChunkPropertyTests {
    /// Markdown of every kind of block, in any order.
    private static func markdown(_ chance: inout Seeded) -> String {
        let words = ["sea", "ship", "Ärzte", "e.g.", "Really?", "end.", "👨‍👩‍👧", "漢字。", "a\u{301}", "x", "`c`", "**b**"]
        func line(_ most: Int, _ chance: inout Seeded) -> String {
            (0...Int.random(in: 0...most, using: &chance)).map { _ in words.randomElement(using: &chance) ?? "" }
                .joined(separator: Bool.random(using: &chance) ? " " : "")
        }
        return (0...Int.random(in: 0...30, using: &chance)).map { _ in
            let text = line(Int.random(in: 1...200, using: &chance), &chance)
            switch Int.random(in: 0...7, using: &chance) {
            case 0:
                return "\n" + String(repeating: "#", count: Int.random(in: 1...6, using: &chance)) + " "
                    + line(5, &chance)
            case 1: return "- " + text
            case 2: return "\n```\n\(text)\n    \(line(40, &chance))\n```"
            case 3: return "\n|a|b|\n|-|-|\n|\(text)|\(line(9, &chance))|\n|x|y|"
            default: return "\n" + text + "\n" + line(60, &chance)
            }
        }
        .joined(separator: "\n")
    }

    /// Everything that has to hold for the chunks of any text.
    private static func fault(_ text: DocumentText, _ chunker: DocumentChunker) throws(DocumentError) -> String? {
        let chunks = try chunker.chunks(of: text)
        let bytes = Array(text.text.utf8)
        var isCovered = [Bool](repeating: false, count: bytes.count)
        for (index, chunk) in chunks.enumerated() {
            guard chunk.ordinal == index else { return "ordinals" }
            guard text.passage(chunk.range).utf8.elementsEqual(chunk.text.utf8) else { return "text of \(index)" }
            guard chunk.text.unicodeScalars.count <= chunker.limit else { return "size of \(index)" }
            guard let first = chunk.text.unicodeScalars.first, first == " " || !chunk.text.isEmpty else {
                return "empty"
            }
            for byte in chunk.range { isCovered[byte] = true }
        }
        guard Set(chunks.map(\.key)).count == chunks.count else { return "keys" }
        guard
            zip(chunks, chunks.dropFirst()).allSatisfy({
                $0.range.lowerBound < $1.range.lowerBound && $0.range.upperBound < $1.range.upperBound
            })
        else { return "order" }
        for block in text.blocks {
            if case .heading = block.kind {
                let title = text.text(of: block)
                let isAlone = chunks.contains { $0.range == block.range }
                guard isAlone || chunks.contains(where: { $0.headingPath.contains(title) }) else {
                    return "heading \(title)"
                }
                guard isAlone || !block.range.contains(where: { isCovered[$0] }) else { return "across \(title)" }
            } else if let lost = block.range.first(where: { !isCovered[$0] && !bytes[$0].isSpace }) {
                return "byte \(lost) of a \(block.kind)"
            }
        }
        return nil
    }

    @Test func `every word stands in a chunk, and chunks are stretches of the text under one heading`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        for round in 0..<120 {
            let target = Int.random(in: 100...1_000, using: &chance)
            let chunker = DocumentChunker(
                target: target, limit: target + Int.random(in: 0...800, using: &chance),
                overlap: Int.random(in: 0...300, using: &chance))
            let source = Self.markdown(&chance)
            guard let text = try? DocumentText(source, as: .markdown) else { continue }
            #expect(try Self.fault(text, chunker) == nil, "seed \(seed), round \(round)")
        }
    }

    @Test func `chunks of any blocks hold together, even of blocks that no reader makes`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        let kinds: [DocumentBlock.Kind] = [
            .paragraph, .code, .tableRow, .listItem, .heading(level: -3), .heading(level: 99),
        ]
        for _ in 0..<300 {
            let text = String(repeating: "a b. ñ\n", count: 40)
            let blocks = (0..<8).map { _ in
                let start = Int.random(in: -50...400, using: &chance)
                return DocumentBlock(
                    kind: kinds.randomElement(using: &chance) ?? .code,
                    range: start..<(start + Int.random(in: 0...400, using: &chance)),
                    location: DocumentLocation(.line, Int.random(in: -5...5, using: &chance), 9))
            }
            let chunks = try DocumentChunker(target: 100).chunks(
                of: DocumentText(title: nil, text: text, blocks: blocks))
            #expect(
                chunks.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= text.utf8.count }, "seed \(seed)"
            )
        }
    }

    @Test func `a change changes only the chunks around it`() throws {
        var sections = (0..<40).map { "## Part \($0)\n" + String(repeating: "Words of part \($0). ", count: 90) }
        let chunker = DocumentChunker()
        let old = try chunker.chunks(of: DocumentText(sections.joined(separator: "\n"), as: .markdown))
        sections[20] = "## Part 20\nNew words."
        sections.insert("## Newcomer\nHello.", at: 0)
        let new = try chunker.chunks(of: DocumentText(sections.joined(separator: "\n"), as: .markdown))
        let changes = DocumentChanges(from: old.map(\.key), to: new)
        #expect(changes.added.map(\.text) == ["Hello.", "New words."])
        #expect(changes.removed == old.filter { $0.headingPath == ["Part 20"] }.map(\.key))
        #expect(changes.kept.count == new.count - 2)
        #expect(changes.kept.first?.ordinal == 1)
    }
}

@Suite struct DocumentChangesTests {
    private func chunks(_ text: String) throws -> [DocumentChunk] {
        try DocumentChunker().chunks(of: DocumentText(text, as: .markdown))
    }

    @Test func `the same document changes nothing`() throws {
        let found = try chunks("# A\nx\n# B\nx\n# A\nx\n")
        let changes = DocumentChanges(from: found.map(\.key).reversed(), to: found)
        #expect(changes.isEmpty && changes.kept == found)
    }

    @Test func `passages that say the same are told apart by their number`() throws {
        let twice = try chunks("# A\nx\n# A\nx\n")
        let thrice = try chunks("# A\nx\n# A\nx\n# A\nx\n")
        #expect(Set(thrice.map(\.key)).count == 3)
        let more = DocumentChanges(from: twice.map(\.key), to: thrice)
        #expect(more.kept.count == 2 && more.added.count == 1 && more.removed.isEmpty)
        let fewer = DocumentChanges(from: thrice.map(\.key), to: twice)
        #expect(fewer.kept.count == 2 && fewer.added.isEmpty && fewer.removed == [thrice[2].key])
    }

    @Test func `from nothing, and to nothing`() throws {
        let found = try chunks("# A\nx\n")
        #expect(DocumentChanges(from: [], to: found).added == found)
        #expect(DocumentChanges(from: found.map(\.key) + found.map(\.key), to: []).removed == found.map(\.key))
    }
}

@Suite struct ContentKeyTests {
    @Test func `a key is the same in every run`() {
        // FNV-1a of 128 bits, worked out apart from this program.
        let key = ContentKey(headingPath: ["Manual", "Setup"], text: "Grüße", occurrence: 0)
        #expect(key.description == "e04b689c9ffaa42148e823118a4de40a")
        #expect(ContentKey(key.description) == key)
    }

    @Test func `headings, text and number all count, and do not run together`() {
        let keys = [
            ContentKey(headingPath: [], text: "ab", occurrence: 0),
            ContentKey(headingPath: ["a"], text: "b", occurrence: 0),
            ContentKey(headingPath: ["ab"], text: "", occurrence: 0),
            ContentKey(headingPath: ["a", "b"], text: "", occurrence: 0),
            ContentKey(headingPath: ["b"], text: "a", occurrence: 0),
            ContentKey(headingPath: [], text: "ab", occurrence: 1),
            ContentKey(headingPath: [], text: "ab1", occurrence: 0),
            ContentKey(headingPath: [], text: "a", occurrence: 0),
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test(arguments: [
        "", "xyz", "0", String(repeating: "g", count: 32), String(repeating: "0", count: 33),
        "-" + String(repeating: "1", count: 31), "+" + String(repeating: "1", count: 31),
    ])
    func `what is no key is none`(text: String) {
        #expect(ContentKey(text) == nil)
    }

    @Test func `leading zeros are written`() {
        #expect(
            ContentKey(String(repeating: "0", count: 31) + "a")?.description == String(repeating: "0", count: 31) + "a")
    }
}
