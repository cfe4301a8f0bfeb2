/// Reads what poppler's `pdftotext -enc UTF-8` prints of a PDF, with `-layout` or without: pages parted by form feeds.
/// <https://manpages.debian.org/poppler-utils/pdftotext.1>
struct PDFTextReader {
    private var builder = DocumentTextBuilder()
    private var paragraph: PDFParagraph?
    /// A line this wide goes up to the margin.
    private var fullWidth = 0

    static func read(_ printed: [UInt8]) throws(DocumentError) -> DocumentText {
        let pages = try PDFPage.pages(of: TextDecoding.repaired(printed))
        let margins = PDFMargins(of: pages)
        var reader = PDFTextReader()
        for page in pages { try reader.add(margins.stripped(page)) }
        try reader.endParagraph()
        return try reader.builder.finish()
    }

    private mutating func add(_ page: PDFPage) throws(DocumentError) {
        fullWidth = page.width * 7 / 10
        let lines = Array(page.lines.drop(while: \.isBlank))
        let following = Self.following(lines)
        var isNew = true
        for (index, line) in lines.enumerated() {
            if line.isBlank {
                isNew = true
                continue
            }
            // A sentence may go on behind a gap, and from the page before.
            if isNew, paragraph?.isContinued(by: line.text) != true { try endParagraph() }
            isNew = false
            let next = lines.indices.contains(index + 1) && !lines[index + 1].isBlank ? lines[index + 1] : nil
            if paragraph == nil, let level = PDFHeading.level(of: line, next: next, following: following[index]) {
                try builder.add(.heading(level: level), Array(line.text.utf8), at: DocumentLocation(.page, page.number))
            } else if Self.isRow(index, of: lines) {
                try endParagraph()
                let cells = line.cells.map { Array($0.utf8) }
                try builder.add(.tableRow, TableText().row(cells), at: DocumentLocation(.page, page.number))
            } else {
                try add(line, of: page)
            }
        }
    }

    private mutating func add(_ line: PDFLine, of page: PDFPage) throws(DocumentError) {
        let isFull = line.width >= fullWidth
        let item = Self.item(line.text)
        if paragraph != nil, item == nil {
            paragraph?.add(line.text, isFull: isFull, page: page.number)
            guard paragraph?.text.utf8.count ?? 0 <= DocumentLimits.textSize else { throw .tooMuchText }
            return
        }
        try endParagraph()
        let text = item ?? line.text
        // A sign whose text follows after a gap.
        guard !text.isEmpty else { return }
        paragraph = PDFParagraph(text, isItem: item != nil, isFull: isFull, page: page.number)
    }

    private mutating func endParagraph() throws(DocumentError) {
        guard let paragraph else { return }
        self.paragraph = nil
        let kind: DocumentBlock.Kind = paragraph.isItem ? .listItem : .paragraph
        try builder.add(kind, Array(paragraph.text.utf8), at: paragraph.location)
    }

    /// A row has a neighbour with columns, and its cells are shorter than the lines of a page in two columns.
    private static func isRow(_ index: Int, of lines: [PDFLine]) -> Bool {
        func isCandidate(_ index: Int) -> Bool {
            guard lines.indices.contains(index), !lines[index].cells.isEmpty else { return false }
            let cells = lines[index].cells
            return cells.count > 2 || cells.allSatisfy { $0.count <= 35 } || (cells.first?.count ?? 0) <= 24
        }
        return isCandidate(index) && (isCandidate(index - 1) || isCandidate(index + 1))
    }

    /// The text behind the sign of a list.
    private static func item(_ text: String) -> String? {
        guard let first = text.first, "•◦▪‣●○■–-*".contains(first) else { return nil }
        let rest = text.dropFirst()
        return rest.isEmpty || rest.first == " " ? String(rest.drop { $0 == " " }) : nil
    }

    /// For each line the next one that is not blank.
    private static func following(_ lines: [PDFLine]) -> [PDFLine?] {
        var following: [PDFLine?] = Array(repeating: nil, count: lines.count)
        var next: PDFLine?
        for index in lines.indices.reversed() {
            following[index] = next
            if !lines[index].isBlank { next = lines[index] }
        }
        return following
    }
}
