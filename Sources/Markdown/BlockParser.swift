/// Finds the blocks in lines of text.
///
/// Lines are ranges of one buffer: taking a prefix off moves a bound and
/// copies nothing, so a line costs at most ``MarkdownDocument/maxDepth`` visits.
struct BlockParser {
    typealias Line = Range<Int>

    let bytes: [UInt8]
    var lines: [Line]
    /// The line to be read next.
    var next = 0
    private let depth: Int
    private let isInQuote: Bool
    private var blocks: [Block] = []
    private var paragraph: [Line] = []

    init(bytes: [UInt8], lines: [Line], depth: Int = 0, isInQuote: Bool = false) {
        self.bytes = bytes
        self.lines = lines
        self.depth = depth
        self.isInQuote = isInQuote
    }

    static func lines(of bytes: [UInt8]) -> [Line] {
        var lines: [Line] = []
        var start = 0
        for end in bytes.indices where bytes[end] == UInt8(ascii: "\n") {
            let hasReturn = end > start && bytes[end - 1] == UInt8(ascii: "\r")
            lines.append(start..<(hasReturn ? end - 1 : end))
            start = end + 1
        }
        lines.append(start..<bytes.count)
        return lines
    }

    mutating func parse() -> [Block] {
        while let line = takeLine() {
            if isBlank(line) {
                endParagraph()
            } else if !(takeFence(line) || takeHeading(line) || takeQuote(line) || takeList(line)) {
                paragraph.append(line)
            }
        }
        endParagraph()
        return blocks
    }

    mutating func append(_ block: Block) {
        endParagraph()
        blocks.append(block)
    }

    /// The blocks inside of a quote or a list item.
    func children(_ lines: [Line], inQuote: Bool = false) -> [Block] {
        var parser = BlockParser(bytes: bytes, lines: lines, depth: depth + 1, isInQuote: isInQuote || inQuote)
        return parser.parse()
    }

    var mayNest: Bool { depth < MarkdownDocument.maxDepth }

    // MARK: Lines

    mutating func takeLine() -> Line? {
        guard next < lines.count else { return nil }
        next += 1
        return lines[next - 1]
    }

    /// Makes what is left of the line just taken the next one.
    mutating func putBack(_ rest: Line) {
        guard !isBlank(rest), next > 0 else { return }
        next -= 1
        lines[next] = rest
    }

    func isBlank(_ line: Line) -> Bool { bytes[line].allSatisfy(\.isSpace) }

    func firstInk(in line: Line) -> Int { bytes[line].firstIndex { !$0.isSpace } ?? line.upperBound }

    /// Columns of white space before the text; a tab counts for four.
    func indent(of line: Line) -> Int {
        bytes[line.lowerBound..<firstInk(in: line)].reduce(0) { $0 + ($1 == UInt8(ascii: "\t") ? 4 : 1) }
    }

    /// The line without its first `columns` columns of white space.
    func outdented(_ line: Line, by columns: Int) -> Line {
        var left = columns
        var start = line.lowerBound
        while left > 0, start < line.upperBound, bytes[start].isSpace {
            left -= bytes[start] == UInt8(ascii: "\t") ? 4 : 1
            start += 1
        }
        return start..<line.upperBound
    }

    func inlines(_ lines: [Line]) -> [Inline] {
        var parser = InlineParser(bytes: Array(lines.map { bytes[$0] }.joined(separator: [UInt8(ascii: "\n")])))
        return parser.parse()
    }

    private mutating func endParagraph() {
        guard !paragraph.isEmpty else { return }
        blocks.append(.paragraph(inlines(paragraph)))
        paragraph = []
    }

    // MARK: Headings and quotes

    private mutating func takeHeading(_ line: Line) -> Bool {
        let start = firstInk(in: line)
        let level = bytes.run(of: UInt8(ascii: "#"), from: start, to: line.upperBound)
        let isSubtext = bytes.has("-# ", at: start)
        guard isSubtext || ((1...3).contains(level) && bytes.byte(at: start + level) == UInt8(ascii: " ")) else {
            return false
        }
        let content = (start + (isSubtext ? 2 : level))..<line.upperBound
        guard content.lowerBound < line.upperBound, !isBlank(content) else { return false }
        let inlines = inlines([firstInk(in: content)..<line.upperBound])
        append(isSubtext ? .subtext(inlines) : .heading(level: level, inlines))
        return true
    }

    /// `> ` quotes its line, `>>> ` everything that follows. Quotes do not nest, as on Discord.
    private mutating func takeQuote(_ line: Line) -> Bool {
        guard mayNest, !isInQuote else { return false }
        let start = firstInk(in: line)
        var content: [Line]
        if bytes.has(">>> ", at: start) {
            content = [(start + 4)..<line.upperBound] + lines[next...]
            next = lines.count
        } else if let first = quoted(line) {
            content = [first]
            while next < lines.count, let more = quoted(lines[next], isContinued: true) {
                content.append(more)
                next += 1
            }
        } else {
            return false
        }
        append(.quote(children(content, inQuote: true)))
        return true
    }

    /// The line without its `> `. A bare `>` is an empty line of a quote that has begun.
    private func quoted(_ line: Line, isContinued: Bool = false) -> Line? {
        let start = firstInk(in: line)
        if bytes.has("> ", at: start) { return (start + 2)..<line.upperBound }
        guard isContinued, start + 1 == line.upperBound, bytes.has(">", at: start) else { return nil }
        return line.upperBound..<line.upperBound
    }
}
