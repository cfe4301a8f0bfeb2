import Testing

@testable import Companion

/// Whatever bytes come, they are read or refused; the program goes on.
@Suite struct HostileDocumentTests {
    private static let samples: [(format: DocumentFormat, bytes: [UInt8])] = [
        (.text, Array("Title\n=====\n\n- one\n- two\r\n\r\nWords “in” a row.\n".utf8)),
        (.markdown, Array("# A\n\n**b** [c](d) `e`\n\n|a|b|\n|-|-|\n|1|2|\n\n```x\ny\n```\n<!-- z -->\n> q\n".utf8)),
        (
            .html,
            Array(
                "<h1>A &amp; B</h1><nav>x</nav><table><tr><th>a<td>b</table><pre>x\n y</pre><!-- c --><p a='b'>z".utf8)
        ),
        (.csv, Array("a,\"b \"\"c\"\"\",d\n1,2,3\n\"x\ny\",z\n".utf8)),
        (.docx, WordSample.document(WordSample.paragraph("Words") + WordSample.table([["a", "b"], ["c", "d"]]))),
        (
            .pdf,
            Array(
                "Head   1\n\n1.1 Title\n\nWords that are cut-\nted.\n\n • item\n\u{C}Head   2\n\nA    B    C\nD    E    F\n"
                    .utf8)
        ),
        (.code, Array("import x\n\nfunc a() {\n    b()\n\n    c()\n}\n".utf8)),
    ]

    /// Reads and, where that goes well, cuts: the chunks have to be stretches of the text.
    private static func take(_ bytes: [UInt8], as format: DocumentFormat) -> Bool {
        guard let text = try? DocumentText(reading: bytes, as: format) else { return true }
        let chunker = DocumentChunker(target: 100, limit: 160)
        guard let chunks = try? chunker.chunks(of: text) else { return false }
        return chunks.allSatisfy {
            text.passage($0.range).utf8.elementsEqual($0.text.utf8) && $0.text.unicodeScalars.count <= chunker.limit
        }
            && text.blocks.allSatisfy { $0.range.upperBound <= text.text.utf8.count && !$0.range.isEmpty }
    }

    @Test(arguments: DocumentFormat.allCases)
    func `random bytes are read or refused`(format: DocumentFormat) {
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        for round in 0..<300 {
            let high: ClosedRange<UInt8> = round % 3 == 0 ? 0...255 : round % 3 == 1 ? 1...127 : 9...62
            let bytes = (0..<Int.random(in: 0...300, using: &chance)).map { _ in UInt8.random(in: high, using: &chance)
            }
            #expect(Self.take(bytes, as: format), "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: DocumentFormat.allCases)
    func `samples that are cut, mixed and changed are read or refused`(format: DocumentFormat) throws {
        let sample = try #require(Self.samples.first { $0.format == format }).bytes
        let seed = UInt64.random(in: 0 ... .max)
        var chance = Seeded(seed)
        for length in sample.indices { #expect(Self.take(Array(sample[..<length]), as: format)) }
        for round in 0..<400 {
            var bytes = sample
            for _ in 0...Int.random(in: 0...6, using: &chance) {
                let place = Int.random(in: bytes.indices, using: &chance)
                switch Int.random(in: 0...2, using: &chance) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &chance)
                case 1: bytes.insert(contentsOf: bytes[..<place].suffix(9), at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            #expect(Self.take(bytes, as: format), "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: DocumentFormat.allCases)
    func `bytes of one format are survived by the readers of all others`(format: DocumentFormat) {
        for sample in Self.samples { #expect(Self.take(sample.bytes, as: format)) }
    }

    @Test(arguments: DocumentFormat.allCases)
    func `a line of 25 MiB without a space is refused`(format: DocumentFormat) {
        #expect(refusal([UInt8](repeating: 0x78, count: DocumentLimits.fileSize), as: format) != nil)
        #expect(refusal([UInt8](repeating: 0x78, count: DocumentLimits.fileSize + 1), as: format) != nil)
    }

    @Test(arguments: [DocumentFormat.text, .markdown, .html, .csv, .code])
    func `a NUL is in no text`(format: DocumentFormat) {
        #expect(refusal("words\0words", as: format) == .notText)
    }

    /// Readers that look back or ahead over what they have read would not come to an end here.
    @Test(arguments: [
        "<", "&", "&#", "\"", ",", "|", "`", "``x`", "[", "[](", "*", "_a", "\\", "> ", "- ", "1. ", "\n", "a\n",
        "\u{C}", ".", ". ",
        "a. ", "a-\n", "a   b\n", "# a\n", "<a b=\"", "<!--", "-->", "<nav>", "</nav>", "<td>", "{", "]", "漢", "🇩🇪",
        "\u{301}",
        "</p", "<![CDATA[", "=\n", "|-|-|\n", "~~~\n", "\t", " \n",
    ])
    func `one sign over and over is done with in no time, in every format`(piece: String) {
        let bytes = Array(("x " + String(repeating: piece, count: 24_000 / piece.utf8.count) + " y").utf8)
        for format in DocumentFormat.allCases where format != .docx { #expect(Self.take(bytes, as: format)) }
    }
}
