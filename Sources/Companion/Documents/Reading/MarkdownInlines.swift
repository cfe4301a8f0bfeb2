/// Takes the signs for bold, code, links and the like out of a paragraph, and leaves the words.
///
/// One pass from left to right; what is not surely a sign stays. A link leaves its label, and its address where that
/// can be opened from anywhere.
struct MarkdownInlines {
    /// Bytes of a label, an address, a tag or code within a line. Longer ones stay as they are written.
    static let lengthLimit = 2_000
    /// A picture may stand in the label of a link; what is deeper stays as it is written.
    private static let depthLimit = 2

    private let text: [UInt8]
    private let depth: Int
    private var index = 0
    private var plain: [UInt8] = []
    /// Bytes that may still be looked at ahead. Signs behind them stay, so that time grows with the text alone.
    private var patience: Int

    static func plain(_ text: [UInt8], depth: Int = 0) -> [UInt8] {
        guard depth <= depthLimit, text.contains(where: { "\\`*_~[<".utf8.contains($0) }) else { return text }
        var inlines = MarkdownInlines(text, depth)
        inlines.read()
        return inlines.plain
    }

    private init(_ text: [UInt8], _ depth: Int) {
        self.text = text
        self.depth = depth
        patience = 8 * text.count
        plain.reserveCapacity(text.count)
    }

    private mutating func read() {
        while let byte = byte(at: index) {
            switch byte {
            case UInt8(ascii: "\\"): takeEscaped()
            case UInt8(ascii: "`"): takeCode()
            case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): takeSigns(byte)
            case UInt8(ascii: "!") where self.byte(at: index + 1) == UInt8(ascii: "["): takeLink(from: index + 1)
            case UInt8(ascii: "["): takeLink(from: index)
            case UInt8(ascii: "<"): takeTag()
            default: keep()
            }
        }
    }

    private func byte(at index: Int) -> UInt8? { text.indices.contains(index) ? text[index] : nil }

    private mutating func keep() {
        if let byte = byte(at: index) { plain.append(byte) }
        index += 1
    }

    private mutating func takeEscaped() {
        if let next = byte(at: index + 1), (0x21...0x7E).contains(next), !next.isLetter, !next.isDigit { index += 1 }
        keep()
    }

    /// Between equally many backticks everything stays as it is.
    private mutating func takeCode() {
        let width = run(of: UInt8(ascii: "`"), from: index)
        let start = index + width
        guard let end = closing(width, from: start) else {
            for _ in 0..<width { keep() }
            return
        }
        plain += text[start..<end]
        index = end + width
    }

    private mutating func closing(_ width: Int, from start: Int) -> Int? {
        var place = start
        defer { patience -= place - start }
        while patience > 0, place - start <= Self.lengthLimit, let byte = byte(at: place) {
            let run = byte == UInt8(ascii: "`") ? run(of: byte, from: place) : 0
            if run == width { return place }
            place += max(run, 1)
        }
        return nil
    }

    /// `*`, `_` and `~` are signs where they touch a word on one side only: `2 * 3` and `a_b` have none.
    private mutating func takeSigns(_ sign: UInt8) {
        let width = run(of: sign, from: index)
        let isTouchedBefore = plain.last.map { !$0.isSpace } ?? false
        let isTouchedBehind = byte(at: index + width).map { !$0.isSpace } ?? false
        let isWithin = isWord(plain.last) && isWord(byte(at: index + width))
        let isSign =
            switch sign {
            case UInt8(ascii: "~"): width == 2
            case UInt8(ascii: "_"): !isWithin && width <= 3
            default: width <= 3
            }
        if isSign, isTouchedBefore || isTouchedBehind {
            index += width
        } else {
            for _ in 0..<width { keep() }
        }
    }

    private func isWord(_ byte: UInt8?) -> Bool { byte.map { $0.isLetter || $0.isDigit || $0 >= 0x80 } ?? false }

    /// `[label](address)` and `![picture](address)`.
    private mutating func takeLink(from bracket: Int) {
        guard let label = closing("[", "]", from: bracket), byte(at: label + 1) == UInt8(ascii: "("),
            let end = closing("(", ")", from: label + 1)
        else { return keep() }
        let words = Self.plain(Array(text[(bracket + 1)..<label]), depth: depth + 1)
        let address = text[(label + 2)..<end].trimmed.prefix { !$0.isSpace }
        plain += words
        if address.begins(with: "http"), !words.elementsEqual(address) {
            plain += Array(" (".utf8) + address + Array(")".utf8)
        }
        index = end + 1
    }

    /// Where the bracket at `start` is closed. Brackets inside are counted, what is escaped is skipped.
    private mutating func closing(_ opening: Unicode.Scalar, _ closing: Unicode.Scalar, from start: Int) -> Int? {
        var depth = 0
        var place = start
        defer { patience -= place - start }
        while patience > 0, place - start <= Self.lengthLimit, let byte = byte(at: place) {
            if byte == UInt8(ascii: "\\") { place += 1 }
            if byte == UInt8(ascii: opening) { depth += 1 }
            if byte == UInt8(ascii: closing) {
                depth -= 1
                if depth == 0 { return place }
            }
            place += 1
        }
        return nil
    }

    /// `<https://…>` leaves the address; `<br>`, `</b>` and comments leave nothing.
    private mutating func takeTag() {
        guard let end = closing("<", ">", from: index) else { return keep() }
        let inside = text[(index + 1)..<end]
        if inside.begins(with: "http") || inside.begins(with: "mailto:") {
            plain += inside
        } else if !isTag(inside) {
            return keep()
        } else if inside.begins(with: "br", ignoringCase: true) {
            plain.append(.space)
        }
        index = end + 1
    }

    /// `a < b` and `List<String>` in a sentence are no tags: those have a name that pages know.
    private func isTag(_ inside: ArraySlice<UInt8>) -> Bool {
        if inside.begins(with: "!--") { return inside.suffix(2).elementsEqual("--".utf8) }
        let name = inside.drop { $0 == UInt8(ascii: "/") }.prefix { $0.isLetter || $0.isDigit }
        return Self.tags.contains(String(decoding: name.map(\.lowered), as: UTF8.self))
    }

    private static let tags: Set = [
        "a", "b", "br", "i", "u", "s", "em", "strong", "code", "kbd", "sub", "sup", "p", "div", "span", "img", "center",
        "details", "summary", "hr", "h1", "h2", "h3", "small", "picture", "source", "ins", "del", "mark", "font",
    ]

    private func run(of sign: UInt8, from start: Int) -> Int {
        text[start...].prefix { $0 == sign }.count
    }
}
