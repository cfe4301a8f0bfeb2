/// Finds what is printed over and under the text of every page: the title of the book, the chapter, the page number.
struct PDFMargins {
    /// Lines at each end of a page that may be a margin.
    private static let depth = 2
    /// Columns of a margin. Wider lines are text.
    private static let widthLimit = 160
    /// Pages on which a line must stand at the same end.
    private static let repetitions = 3
    /// Lines of a page of prose. On slides there are fewer, and a line that stands on a few of them is their title.
    private static let proseLength = 15

    private struct Place: Hashable {
        var isTop: Bool
        var words: String
    }

    private var counts: [Place: Int] = [:]
    /// What is to be added to a printed page number to have the number of the page; nil where nothing tells.
    private var offset: Int?
    private let pageCount: Int
    private let isProse: Bool

    init(of pages: [PDFPage]) {
        pageCount = pages.count
        isProse = pages.reduce(0) { $0 + $1.lines.count } >= Self.proseLength * pages.count
        offset = Self.offset(of: pages)
        for page in pages {
            let places = Set(Self.edges(of: page).map { Place(isTop: $0.isTop, words: words(of: $0.line, on: page)) })
            for place in places { counts[place, default: 0] += 1 }
        }
    }

    /// The page without its margins.
    func stripped(_ page: PDFPage) -> PDFPage {
        let dropped = Set(Self.edges(of: page).filter { isMargin($0.line, $0.isTop, page) }.map(\.index))
        var page = page
        page.lines = page.lines.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
        return page
    }

    private func isMargin(_ line: PDFLine, _ isTop: Bool, _ page: PDFPage) -> Bool {
        let count = counts[Place(isTop: isTop, words: words(of: line, on: page))] ?? 0
        if count >= Self.repetitions, isProse || count * 3 >= pageCount { return true }
        if let offset, Self.printedNumbers(in: line).contains(page.number - offset) { return true }
        // A short document shows its page numbers all the same.
        return line.text == "\(page.number)" || Self.isLabel(line.text)
    }

    /// The difference that most pages agree on.
    private static func offset(of pages: [PDFPage]) -> Int? {
        var votes: [Int: Int] = [:]
        for page in pages {
            let offsets = Set(edges(of: page).flatMap { printedNumbers(in: $0.line) }.map { page.number - $0 })
            for offset in offsets { votes[offset, default: 0] += 1 }
        }
        return votes.filter { $0.value >= repetitions }.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }

    /// Numbers that stand alone, or wide apart from what is beside them: in “1 Introduction” there is none.
    private static func printedNumbers(in line: PDFLine) -> [Int] {
        let places = line.cells.isEmpty ? [line.text] : [line.cells.first, line.cells.last].compactMap(\.self)
        return places.compactMap { $0.utf8.count <= 6 && $0.utf8.allSatisfy(\.isDigit) ? Int($0) : nil }
    }

    /// Lines at both ends of a page that a gap parts from the text.
    private static func edges(of page: PDFPage) -> [(index: Int, isTop: Bool, line: PDFLine)] {
        let lines = page.lines
        let inked = lines.indices.filter { !lines[$0].isBlank }
        func isGap(_ index: Int) -> Bool { !lines.indices.contains(index) || lines[index].isBlank }
        let first = inked.prefix(depth)
        let top = first.prefix((first.lastIndex { isGap($0 + 1) } ?? -1) + 1)
        let last = inked.dropFirst(top.count).suffix(depth)
        let bottom = last.drop { !isGap($0 - 1) }
        return (top.map { ($0, true, lines[$0]) } + bottom.map { ($0, false, lines[$0]) })
            .filter { $0.2.width <= widthLimit }
    }

    /// The line in lower case, with `#` for the number of its page, and for Roman numbers that stand alone.
    private func words(of line: PDFLine, on page: PDFPage) -> String {
        let plain = line.text.lowercased()
        if plain.utf8.count <= 8, plain.utf8.allSatisfy({ "ivxlc".utf8.contains($0) }) { return "#" }
        let numbers = ["\(page.number)", "\(page.number - (offset ?? 0))"]
        return plain.split(separator: " ").map { numbers.contains(String($0)) ? "#" : $0 }.joined(separator: " ")
    }

    /// “Page 3 of 10”.
    private static func isLabel(_ text: String) -> Bool {
        var label: [UInt8] = []
        for byte in text.lowercased().utf8 where !byte.isDigit || label.last != number {
            label.append(byte.isDigit ? number : byte)
        }
        return labels.contains(String(decoding: label, as: UTF8.self))
    }

    private static let number = UInt8(ascii: "#")
    private static let labels: Set = [
        "page #", "page # of #", "page #/#", "# of #", "#/#", "# / #", "p. #", "seite #", "seite # von #", "# von #",
        "s. #", "- # -", "– # –", "[#]",
    ]
}
