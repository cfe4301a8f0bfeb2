/// A page as it was printed.
struct PDFPage {
    /// Lines of all pages together, blank ones too. More are refused.
    static let lineLimit = 300_000
    /// Bytes of a line. A longer one is on no page, and is refused.
    static let lineSize = 1 << 20

    /// Counted from 1.
    let number: Int
    var lines: [PDFLine] = []

    /// The pages of a text in which a form feed ends each of them.
    static func pages(of text: [UInt8]) throws(DocumentError) -> [PDFPage] {
        var pages = [PDFPage(number: 1)]
        var source = SourceLines(text)
        var count = 0
        func add(_ line: ArraySlice<UInt8>) throws(DocumentError) {
            count += 1
            guard count <= lineLimit else { throw .tooManyParts }
            guard line.count <= lineSize else { throw .damaged("a line of it is wider than any page") }
            pages[pages.count - 1].lines.append(PDFLine(line))
        }
        while let line = source.take() {
            var rest = line.text
            while let end = rest.firstIndex(of: .formFeed) {
                try add(rest[..<end])
                pages.append(PDFPage(number: pages.count + 1))
                rest = rest[(end + 1)...]
            }
            try add(rest)
        }
        return pages
    }

    /// How wide the lines are that fill it.
    var width: Int { lines.reduce(0) { max($0, $1.width) } }
}
