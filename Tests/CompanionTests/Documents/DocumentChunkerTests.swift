import Testing

@testable import Companion

@Suite struct DocumentChunkerTests {
    private func chunks(
        _ markdown: String, _ chunker: DocumentChunker = DocumentChunker()
    ) throws(DocumentError) -> [DocumentChunk] {
        try chunker.chunks(of: DocumentText(markdown, as: .markdown))
    }

    private static func sentences(_ count: Int, _ word: String = "sailor") -> String {
        (0..<count).map { "Sentence \($0) tells a \(word) what to do at sea." }.joined(separator: " ")
    }

    @Test func `chunks carry the headings they stand under, and their lines`() throws {
        let found = try chunks(
            "# Manual\n## Setup\n### Linux\nUnpack it.\n\nRun it.\n### Mac\nDrag it.\n## Use\nSail.\n# Index\n")
        #expect(
            found.map(\.headingPath) == [
                ["Manual", "Setup", "Linux"], ["Manual", "Setup", "Mac"], ["Manual", "Use"], [],
            ])
        #expect(found.map(\.text) == ["Unpack it.\n\nRun it.", "Drag it.", "Sail.", "Index"])
        #expect(found.map { $0.location?.description } == ["lines 4–6", "line 8", "line 10", "line 11"])
        #expect(found.map(\.ordinal) == [0, 1, 2, 3])
    }

    @Test func `headings of all levels under which nothing stands are kept`() throws {
        let found = try chunks("# A\n## B\n## C\n# D\n### E\n# F\ntext")
        #expect(found.map { $0.headingPath + [$0.text] } == [["A", "B"], ["A", "C"], ["D", "E"], ["F", "text"]])
    }

    @Test func `long prose is cut between sentences, with one or two of them repeated`() throws {
        let found = try chunks("# A\n" + Self.sentences(60))
        #expect(found.count > 2)
        for (chunk, next) in zip(found, found.dropFirst()) {
            #expect(chunk.text.hasSuffix(".") && chunk.text.hasPrefix("Sentence"))
            #expect(chunk.text.count <= 900)
            let overlap = chunk.range.upperBound - next.range.lowerBound
            #expect((1...240).contains(overlap))
            #expect(chunk.text.hasSuffix(next.text.prefix(overlap).trimmingSpaces))
        }
    }

    @Test func `small blocks under a heading are joined, and never across one`() throws {
        let found = try chunks("# A\n" + (0..<10).map { "Short \($0).\n\n" }.joined() + "# B\nAlone.")
        #expect(found.count == 2)
        #expect(found.first?.text.hasSuffix("Short 9.") == true)
    }

    @Test func `a table and code stay whole up to the limit`() throws {
        let rows = (0..<20).map { "| value number \($0) | another value of row \($0) |\n" }.joined()
        let table = try chunks("Words before.\n\n| one | two |\n|---|---|\n\(rows)")
        #expect(table.count == 1 && table[0].text.count > 900 && table[0].text.count <= 1_600)
        let code = (0..<28).map { "let constant\($0) = make(\"something\", \($0))" }.joined(separator: "\n")
        let found = try chunks(Self.sentences(14) + "\n\n```\n\(code)\n```\n")
        #expect(found.map { $0.text.contains("constant") } == [false, true])
        #expect(found.last?.text == code)
    }

    @Test func `longer tables and code are cut between rows and lines`() throws {
        let rows = (0..<200).map { "| value number \($0) |  x |\n" }.joined()
        let table = try chunks("| one | two |\n|---|---|\n\(rows)")
        #expect(table.allSatisfy { $0.text.hasPrefix("one: value") && $0.text.hasSuffix("x") && $0.text.count <= 900 })
        #expect(table.map { $0.location?.first } == [3] + table.dropLast().map { ($0.location?.last ?? 0) + 1 })
        let code = (0..<200).map { "    let constant\($0) = \($0)" }.joined(separator: "\n")
        let lines = try chunks("```\n\(code)\n```")
        #expect(lines.allSatisfy { $0.text.hasPrefix("    let constant") && $0.text.count <= 900 })
        #expect(lines.map(\.text).joined(separator: "\n") == code)
        #expect(lines.last?.location?.last == 201)
    }

    @Test func `a line without a space is cut between characters that people see`() throws {
        let family = "👨‍👩‍👧‍👦"
        let found = try DocumentChunker().chunks(of: DocumentText(String(repeating: family, count: 1_000), as: .text))
        #expect(found.count > 5)
        #expect(found.allSatisfy { $0.text.allSatisfy { $0 == "👨‍👩‍👧‍👦" } && $0.text.unicodeScalars.count <= 900 })
        #expect(found.map(\.text.count).reduce(0, +) == 1_000)
    }

    @Test func `a character longer than a chunk is torn rather than kept`() throws {
        let text = try DocumentText("a" + String(repeating: "\u{301}", count: 20_000), as: .text)
        let found = try DocumentChunker().chunks(of: text)
        #expect(found.count > 10 && found.allSatisfy { $0.text.unicodeScalars.count <= 1_600 })
    }

    @Test(arguments: [
        ("Dr. Smith and J. Doe came at 3. 4 p.m. on Jan. 5 etc. and left. Then they ate.", ["left. ", "ate."]),
        ("Really? \"Yes!\" (No…) Maybe.", ["Really? ", "\"Yes!\" ", "(No…) ", "Maybe."]),
        ("See example.org or v1.2.3 now. Über alles. ok. small", ["now. ", "alles. ok. small"]),
        ("これは文です。次の文！「はい。」終わり", ["これは文です。", "次の文！", "「はい。」終わり"]),
        ("One.\nTwo.  Three", ["One.\n", "Two.  ", "Three"]), ("no end", ["no end"]),
    ])
    func `sentences end where readers think so`(text: String, ends: [String]) {
        let bytes = Array(text.utf8)
        var scan = BoundaryScan(bytes[...], from: Position(byte: 0, character: 0), limit: 1_000)
        var start = 0
        let pieces = scan.sentenceEnds(minimum: 0).map { end in
            defer { start = end.byte }
            return String(decoding: bytes[start..<end.byte], as: UTF8.self)
        }
        #expect(pieces.joined() == text)
        #expect(zip(pieces, ends).allSatisfy { $0.hasSuffix($1) } && pieces.count == ends.count, "\(pieces)")
    }

    @Test func `sizes are settable, and impossible ones are made possible`() throws {
        let small = DocumentChunker(target: 200, limit: 300, overlap: 60)
        #expect(try chunks(Self.sentences(40), small).allSatisfy { $0.text.count <= 200 })
        let odd = DocumentChunker(target: -5, limit: .min, overlap: .max)
        #expect(odd.target == 100 && odd.limit == DocumentLimits.headingLength && odd.overlap == 33)
        #expect(try chunks(Self.sentences(40), odd).allSatisfy { $0.text.count <= 100 })
    }

    @Test func `a long heading that nothing stands under fits too`() throws {
        let title = String(repeating: "t", count: DocumentLimits.headingLength)
        let found = try chunks("# \(title)", DocumentChunker(target: 100, limit: 100))
        #expect(found.map(\.text) == [title])
    }

    @Test func `more chunks than the index takes are refused`() throws {
        let headings = String(repeating: "# a\nb\n", count: DocumentLimits.chunkCount)
        #expect(try chunks(headings).count == DocumentLimits.chunkCount)
        #expect(throws: DocumentError.tooManyChunks) { try chunks(headings + "# a\nb\n") }
    }

    @Test func `a small rest joins the chunk before it`() throws {
        let found = try chunks(Self.sentences(19) + "\n\nThe end.")
        #expect(found.last?.text.hasSuffix("The end.") == true)
        #expect((found.last?.text.count ?? 0) > 200)
    }
}

extension Substring {
    fileprivate var trimmingSpaces: Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
