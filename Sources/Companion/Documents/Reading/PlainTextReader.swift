/// Reads a plain text: paragraphs between blank lines, underlined headings, lists with a sign before each item.
struct PlainTextReader {
    private var builder = DocumentTextBuilder()
    private var block = SourceBlock()
    private var kind = DocumentBlock.Kind.paragraph

    static func read(_ bytes: [UInt8]) throws(DocumentError) -> DocumentText {
        var reader = PlainTextReader()
        var lines = SourceLines(try TextDecoding.source(bytes))
        while let line = lines.take() { try reader.add(line) }
        try reader.end()
        return try reader.builder.finish()
    }

    private mutating func add(_ line: SourceLines.Line) throws(DocumentError) {
        if line.isBlank { return try end() }
        if block.count == 1, kind == .paragraph, let level = Self.level(underlining: line) {
            kind = .heading(level: level)
            return try end()
        }
        if TextList.marker(of: line) != nil {
            try end()
            kind = .listItem
        }
        block.add(line, line.ink)
    }

    private mutating func end() throws(DocumentError) {
        let block = block.take()
        try builder.add(kind, block.text, at: block.location)
        kind = .paragraph
    }

    /// A line of `===` or `---` under a title.
    private static func level(underlining line: SourceLines.Line) -> Int? {
        let ink = line.ink
        guard ink.count >= 3, let sign = ink.first, ink.allSatisfy({ $0 == sign }) else { return nil }
        return switch sign {
        case UInt8(ascii: "="): 1
        case UInt8(ascii: "-"), UInt8(ascii: "~"): 2
        default: nil
        }
    }
}
