/// Reads a Markdown file: headings, lists, tables, code and paragraphs, with their lines.
///
/// The room `Markdown` reads messages as Discord shows them, which have no tables, three levels of headings and no
/// line numbers; a file is CommonMark with GitHub's tables.
struct MarkdownReader {
    private var builder = DocumentTextBuilder()
    private var lines: SourceLines
    private var block = SourceBlock()
    private var kind = DocumentBlock.Kind.paragraph
    private var isAfterBlank = true
    /// What is indented in a list belongs to an item, and is no code.
    private var isInList = false

    static func read(_ bytes: [UInt8]) throws(DocumentError) -> DocumentText {
        var reader = MarkdownReader(lines: SourceLines(try TextDecoding.source(bytes)))
        try reader.readFrontMatter()
        while let line = reader.lines.take() { try reader.add(line) }
        try reader.end()
        return try reader.builder.finish()
    }

    private init(lines: SourceLines) { self.lines = lines }

    private mutating func add(_ line: SourceLines.Line) throws(DocumentError) {
        let written = line.text
        var line = line
        line.text = Self.withoutQuote(written)
        if line.isBlank {
            isAfterBlank = true
            return try end()
        }
        defer { isAfterBlank = false }
        if let fence = MarkdownFence(line) { return try readCode(fence, isQuoted: line.text.count < written.count) }
        if try readHeading(line) { return }
        if try readUnderline(line) { return }
        if Self.isRule(line.ink) { return try end() }
        if try readTable(line) { return }
        if try readComment(line) { return }
        try readText(line)
    }

    private mutating func readText(_ line: SourceLines.Line) throws(DocumentError) {
        var text = line.text
        if let marker = TextList.marker(of: line) {
            try end()
            kind = .listItem
            isInList = true
            text = text.dropFirst(marker)
        } else if block.isEmpty, line.indent >= 4, isAfterBlank, !isInList {
            return try readIndentedCode(from: line)
        } else if block.isEmpty, line.indent < 2 {
            isInList = false
        }
        block.add(line, text.trimmed)
    }

    private mutating func end() throws(DocumentError) {
        let block = block.take()
        if !block.isEmpty { try builder.add(kind, MarkdownInlines.plain(block.text), at: block.location) }
        kind = .paragraph
    }

    // MARK: Headings

    /// `## Title`, with or without signs behind it.
    private mutating func readHeading(_ line: SourceLines.Line) throws(DocumentError) -> Bool {
        let ink = line.ink
        let signs = ink.prefix { $0 == UInt8(ascii: "#") }
        guard (1...6).contains(signs.count), ink.dropFirst(signs.count).first.map(\.isSpace) ?? true else {
            return false
        }
        try end()
        let rest = ink.dropFirst(signs.count).trimmed
        let closed = rest.reversed().prefix { $0 == UInt8(ascii: "#") }.count
        let title = rest.dropLast(closed)
        kind = .heading(level: signs.count)
        block.add(line, closed > 0 && (title.isEmpty || title.last?.isSpace == true) ? title.trimmed : rest)
        try end()
        return true
    }

    /// A line of `===` or `---` makes a heading of the paragraph before it.
    private mutating func readUnderline(_ line: SourceLines.Line) throws(DocumentError) -> Bool {
        guard !block.isEmpty, kind == .paragraph, let sign = line.ink.first, line.ink.allSatisfy({ $0 == sign }),
            "=-".utf8.contains(sign)
        else { return false }
        kind = .heading(level: sign == UInt8(ascii: "=") ? 1 : 2)
        try end()
        return true
    }

    /// `---`, `* * *` or `___` on a line of its own.
    private static func isRule(_ ink: ArraySlice<UInt8>) -> Bool {
        let signs = ink.filter { !$0.isSpace }
        guard signs.count >= 3, let sign = signs.first, "-*_".utf8.contains(sign) else { return false }
        return signs.allSatisfy { $0 == sign }
    }

    // MARK: Code

    private mutating func readCode(_ fence: MarkdownFence, isQuoted: Bool) throws(DocumentError) {
        try end()
        while let next = lines.take() {
            let text = isQuoted ? Self.withoutQuote(next.text) : next.text
            if fence.isClosed(by: text) { break }
            block.add(next, text)
        }
        let code = block.take()
        if !code.isEmpty { try builder.add(.code, code.text, at: code.location) }
    }

    private mutating func readIndentedCode(from line: SourceLines.Line) throws(DocumentError) {
        block.add(line)
        while let next = lines.peek(), next.isBlank || next.indent >= 4 {
            if !next.isBlank { block.add(next) }
            _ = lines.take()
        }
        let code = block.take()
        try builder.add(.code, code.text, at: code.location)
        isAfterBlank = true
    }

    /// What stands between two lines of `---` at the very start tells about the file: it is kept as it is.
    private mutating func readFrontMatter() throws(DocumentError) {
        let mark = Array("---".utf8)[...]
        guard let first = lines.peek(), first.text.withoutBlankEnd == mark else { return }
        _ = lines.take()
        while let line = lines.take(), line.text.withoutBlankEnd != mark { block.add(line) }
        let matter = block.take()
        if !matter.isEmpty { try builder.add(.code, matter.text, at: matter.location) }
    }

    // MARK: Tables, quotes and comments

    private mutating func readTable(_ line: SourceLines.Line) throws(DocumentError) -> Bool {
        guard line.text.contains(UInt8(ascii: "|")), let next = lines.peek(),
            let columns = MarkdownTableRow.columns(ruledBy: Self.withoutQuote(next.text))
        else { return false }
        let header = MarkdownTableRow.cells(of: line.text)
        guard header.count == columns else { return false }
        try end()
        _ = lines.take()
        var table = TableText()
        table.name(header)
        var hasRows = false
        while let row = lines.peek(), !row.isBlank, row.text.contains(UInt8(ascii: "|")) {
            _ = lines.take()
            hasRows = true
            let cells = MarkdownTableRow.cells(of: Self.withoutQuote(row.text))
            try builder.add(.tableRow, table.row(cells), at: DocumentLocation(.line, row.number))
        }
        if !hasRows {
            try builder.add(.tableRow, TableText().row(header), at: DocumentLocation(.line, line.number))
        }
        return true
    }

    /// A comment that begins its line is not shown to readers. One that is never closed is text.
    private mutating func readComment(_ line: SourceLines.Line) throws(DocumentError) -> Bool {
        guard line.ink.begins(with: "<!--") else { return false }
        try end()
        var comment = SourceBlock()
        var last: SourceLines.Line? = line
        while let line = last {
            if let end = Self.end(ofCommentIn: comment.isEmpty ? line.ink.dropFirst(4) : line.ink) {
                let rest = line.ink[end...]
                if !rest.trimmed.isEmpty { block.add(line, rest.trimmed) }
                return true
            }
            comment.add(line)
            last = lines.take()
        }
        try builder.add(.paragraph, comment.text, at: comment.location)
        return true
    }

    private static func end(ofCommentIn ink: ArraySlice<UInt8>) -> Int? {
        var dashes = 0
        for index in ink.indices {
            if dashes >= 2, ink[index] == UInt8(ascii: ">") { return index + 1 }
            dashes = ink[index] == UInt8(ascii: "-") ? dashes + 1 : 0
        }
        return nil
    }

    /// A quotation is read like the text around it. Deeper marks than eight are text.
    private static func withoutQuote(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = text
        for _ in 0..<8 {
            let ink = rest.drop(while: \.isSpace)
            guard ink.first == UInt8(ascii: ">") else { break }
            rest = ink.dropFirst()
            if rest.first == .space { rest = rest.dropFirst() }
        }
        return rest
    }
}
