/// Parts a web page into text and tags, in one pass. Whatever comes is a page: broken markup is read as browsers do.
///
/// Comments, attributes and what programs and style sheets say are left out here already.
struct HTMLTokenizer {
    enum Token: Equatable {
        /// As it is written, with entities in it.
        case text(Range<Int>)
        case open(String)
        case close(String)
    }

    /// Letters of a tag's name. Longer names are no names that mean anything.
    private static let nameLimit = 16

    let bytes: [UInt8]
    private var index = 0
    /// Names of which no end tag is ahead: they are not searched for again.
    private var unclosed: Set<String> = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Token? {
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else { return takeText() }
            switch byte(at: index + 1) {
            case UInt8(ascii: "!") where bytes[index...].begins(with: "<!--"): skipComment()
            case UInt8(ascii: "!"), UInt8(ascii: "?"): skipTag()
            case UInt8(ascii: "/")? where byte(at: index + 2)?.isLetter == true: return .close(takeTag(from: index + 2))
            case UInt8(ascii: "/")?: skipTag()
            case let byte? where byte.isLetter:
                let name = takeTag(from: index + 1)
                if !skipsContent(of: name) { return .open(name) }
            default: return takeText()
            }
        }
        return nil
    }

    private func byte(at index: Int) -> UInt8? { bytes.indices.contains(index) ? bytes[index] : nil }

    /// Up to the next tag. A bracket that begins none is text.
    private mutating func takeText() -> Token {
        let start = index
        index = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(start..<index)
    }

    private mutating func takeTag(from start: Int) -> String {
        let name = bytes[start...].prefix { !$0.isSpace && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        index = start + name.count
        skipTag()
        return name.count > Self.nameLimit ? "" : String(decoding: name.map(\.lowered), as: UTF8.self)
    }

    /// Goes behind the next `>` that is not in the quotes of an attribute.
    private mutating func skipTag() {
        var quote: UInt8?
        var last: UInt8 = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if let closing = quote {
                if byte == closing { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                return
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'"), last == UInt8(ascii: "=") {
                quote = byte
            }
            if !byte.isSpace { last = byte }
        }
    }

    private mutating func skipComment() {
        var dashes = 0
        // `<!-->` is a whole comment.
        index = min(index + 2, bytes.count)
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: ">"), dashes >= 2 { return }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
        }
    }

    // MARK: What is not read

    /// Whether the element is one whose content nobody reads on the page, and has been passed over.
    private mutating func skipsContent(of name: String) -> Bool {
        guard Self.skipped.contains(name) else { return false }
        if !unclosed.contains(name), let end = end(of: name) {
            index = end
            skipTag()
            return true
        }
        unclosed.insert(name)
        // A program without end goes on to the end; a menu without end is read rather than everything lost.
        if Self.raw.contains(name) { index = bytes.count }
        return Self.raw.contains(name)
    }

    /// Where `</name` stands.
    private func end(of name: String) -> Int? {
        let wanted = Array("</\(name)".utf8)
        var place = index
        while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
            let found = bytes[start...].prefix(wanted.count)
            let behind = byte(at: start + wanted.count)
            if found.lazy.map(\.lowered).elementsEqual(wanted), behind.map({ !$0.isLetter && !$0.isDigit }) ?? true {
                return start
            }
            place = start + 1
        }
        return nil
    }

    private static let raw: Set = ["script", "style"]
    private static let skipped: Set = [
        "script", "style", "nav", "template", "svg", "noscript", "iframe", "object", "canvas", "select", "audio",
        "video", "datalist",
    ]
}
