/// Finds styles, links and the like in the text of one block, in one pass.
///
/// Open marks lie on a stack. A closing mark pops down to its opener; openers
/// it passes on the way were never closed and become text. Each byte is moved
/// at most once per level, and the stack is bounded: the time is linear.
struct InlineParser {
    /// A mark that may style what follows it.
    enum Mark {
        case bold, star, underline, underscore, strikethrough, spoiler, label

        var source: StaticString {
            switch self {
            case .bold: "**"
            case .star: "*"
            case .underline: "__"
            case .underscore: "_"
            case .strikethrough: "~~"
            case .spoiler: "||"
            case .label: "["
            }
        }
    }

    /// A mark that is open, and what came after it so far.
    struct Frame {
        var mark: Mark?
        /// A later mark of its kind took its place, so it can only become text.
        var isDead = false
        var nodes: [Inline] = []
        var text: [UInt8] = []

        var isEmpty: Bool { nodes.isEmpty && text.isEmpty }

        mutating func add(_ node: Inline) {
            endText()
            nodes.append(node)
        }

        mutating func endText() {
            guard !text.isEmpty else { return }
            nodes.append(.text(String(decoding: text, as: UTF8.self)))
            text = []
        }
    }

    let bytes: [UInt8]
    var position = 0
    /// The bottom one has no mark and is never popped.
    var frames = [Frame()]
    /// Lengths of backtick runs that have no partner further on, one bit each.
    var unmatchedTicks: UInt32 = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func parse() -> [Inline] {
        while position < bytes.count { takeNext() }
        while frames.count > 1 { flattenTop() }
        return pop().nodes
    }

    private mutating func takeNext() {
        switch bytes[position] {
        case UInt8(ascii: "\n"): add(.lineBreak, length: 1)
        case UInt8(ascii: "\\"): takeEscape()
        case UInt8(ascii: "`"): takeCode()
        case UInt8(ascii: "<"): takeAngle()
        case UInt8(ascii: "*"): takeMarks(.stars)
        case UInt8(ascii: "_"): takeMarks(.underscores)
        case UInt8(ascii: "~"): takeMarks(.tildes)
        case UInt8(ascii: "|"): takeMarks(.bars)
        case UInt8(ascii: "["): open(.label)
        case UInt8(ascii: "]"): takeLabelEnd()
        case UInt8(ascii: "h"), UInt8(ascii: "H"): takeAddress()
        default: takeText()
        }
    }

    // MARK: Building

    func byte(_ offset: Int) -> UInt8? { bytes.byte(at: position + offset) }

    mutating func add(_ node: Inline, length: Int) {
        frames[frames.count - 1].add(node)
        position += length
    }

    mutating func addText(length: Int) {
        frames[frames.count - 1].text += bytes[position..<min(position + length, bytes.count)]
        position += length
    }

    /// The open mark nearest to the top, if it is still alive.
    func openIndex(of mark: Mark) -> Int? { frames.lastIndex { $0.mark == mark && !$0.isDead } }

    /// An older open mark of the same kind gives up its hope.
    mutating func open(_ mark: Mark) {
        kill(mark)
        let length = mark.source.utf8CodeUnitCount
        guard frames.count <= MarkdownDocument.maxDepth else { return addText(length: length) }
        frames.append(Frame(mark: mark))
        position += length
    }

    mutating func kill(_ mark: Mark) {
        guard let index = openIndex(of: mark) else { return }
        frames[index].isDead = true
        if index == frames.count - 1 { flattenTop() }
    }

    /// Closes the mark at `index`, takes it off the stack and returns what stood in it.
    mutating func close(_ index: Int) -> [Inline] {
        while frames.count - 1 > index { flattenTop() }
        return pop().nodes
    }

    private mutating func pop() -> Frame {
        var frame = frames.popLast() ?? Frame()
        frame.endText()
        return frame
    }

    /// Turns an open mark into the text it is.
    private mutating func flattenTop() {
        guard frames.count > 1, let mark = frames[frames.count - 1].mark else { return }
        addAsText(mark, pop().nodes)
    }

    /// A mark that styles nothing after all, and what came after it.
    mutating func addAsText(_ mark: Mark, _ nodes: [Inline]) {
        let top = frames.count - 1
        mark.source.withUTF8Buffer { frames[top].text += $0 }
        for node in nodes {
            if case .text(let text) = node { frames[top].text += text.utf8 } else { frames[top].add(node) }
        }
    }

    // MARK: Text and code

    private mutating func takeText() {
        let end = bytes[(position + 1)...].firstIndex(where: Self.special.contains) ?? bytes.count
        addText(length: end - position)
    }

    private static let special = Set("\n\\`<*_~|[]hH".utf8)

    /// A backslash takes the meaning from the punctuation after it.
    private mutating func takeEscape() {
        if byte(1)?.isPunctuation == true { position += 1 }
        addText(length: 1)
    }

    /// Code between two runs of equally many backticks.
    private mutating func takeCode() {
        let width = bytes.run(of: UInt8(ascii: "`"), from: position, to: bytes.count)
        let start = position + width
        guard width < UInt32.bitWidth, unmatchedTicks & (1 << width) == 0 else { return addText(length: width) }
        var index = start
        while let tick = bytes[index...].firstIndex(of: UInt8(ascii: "`")) {
            let run = bytes.run(of: UInt8(ascii: "`"), from: tick, to: bytes.count)
            if run == width { return add(.code(bytes.text(start..<tick)), length: tick + run - position) }
            index = tick + run
        }
        unmatchedTicks |= 1 << width
        addText(length: width)
    }
}
