/// Hands out the tags and texts of an XML document one after another, without a tree.
///
/// A document type is refused, and with it everything that an entity could be made to be: files, addresses, and
/// billions of laughs. Names lose their prefix.
struct XMLPullReader {
    enum Event: Equatable {
        /// With where its attributes stand, for ``attribute(_:in:)``.
        case open(String, attributes: Range<Int>)
        case close(String)
        /// With entities in it, unless it is as it is.
        case text(Range<Int>, isRaw: Bool)
    }

    /// Elements within each other. Deeper ones are refused.
    static let depthLimit = 256
    /// Bytes of a name.
    private static let nameLimit = 128

    let bytes: [UInt8]
    private var index = 0
    private var tagCount = 0
    /// The elements that are open, with where their full names stand.
    private var open: [(name: Range<Int>, local: String)] = []
    /// An element without content is opened and closed by one tag.
    private var pendingClose: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() throws(DocumentError) -> Event? {
        if let name = pendingClose {
            pendingClose = nil
            return .close(name)
        }
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else { return takeText() }
            switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
            case UInt8(ascii: "?"): try skip(to: "?>", from: 2)
            case UInt8(ascii: "!"):
                if let event = try takeDeclaration() { return event }
            case UInt8(ascii: "/"): return try takeClosingTag()
            default: return try takeOpeningTag()
            }
        }
        guard open.isEmpty else { throw .damaged("it ends within an element") }
        return nil
    }

    /// The value of an attribute, by its name without prefix.
    func attribute(_ name: StaticString, in range: Range<Int>) -> String? {
        var rest = bytes[range]
        while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
            let key = rest[..<equals].trimmed
            let quoted = rest[(equals + 1)...].drop(while: \.isSpace)
            guard let quote = quoted.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = quoted.dropFirst().firstIndex(of: quote)
            else { return nil }
            let local = Self.withoutPrefix(key)
            if local.count == name.utf8CodeUnitCount, local.begins(with: name) {
                return String(decoding: Self.plain(quoted.dropFirst()[..<end]), as: UTF8.self)
            }
            rest = rest[(end + 1)...]
        }
        return nil
    }

    func append(_ text: Range<Int>, isRaw: Bool, to plain: inout [UInt8]) {
        if isRaw { plain += bytes[text] } else { plain += Self.plain(bytes[text]) }
    }

    // MARK: Reading

    private mutating func takeText() -> Event {
        let start = index
        index = bytes[index...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        return .text(start..<index, isRaw: false)
    }

    /// A comment is passed over, and text that is meant as it is written is handed out.
    private mutating func takeDeclaration() throws(DocumentError) -> Event? {
        let rest = bytes[index...]
        if rest.begins(with: "<!--") {
            try skip(to: "-->", from: 4)
            return nil
        }
        guard rest.begins(with: "<![CDATA[") else {
            throw .damaged("it declares a document type, which no Word document does")
        }
        let start = index + 9
        try skip(to: "]]>", from: 9)
        return .text(start..<(index - 3), isRaw: true)
    }

    private mutating func takeOpeningTag() throws(DocumentError) -> Event {
        tagCount += 1
        guard tagCount <= DocumentLimits.tagCount else { throw .tooManyParts }
        let start = index + 1
        let end = try endOfTag(from: start)
        index = end + 1
        let isEmpty = bytes[end - 1] == UInt8(ascii: "/")
        let inside = bytes[start..<(isEmpty ? end - 1 : end)]
        let name = inside.prefix { !$0.isSpace }
        guard (1...Self.nameLimit).contains(name.count) else { throw .damaged("a tag has no name") }
        let local = String(decoding: Self.withoutPrefix(name), as: UTF8.self)
        if isEmpty {
            pendingClose = local
        } else {
            guard open.count < Self.depthLimit else { throw .damaged("it is nested too deeply") }
            open.append((name.startIndex..<name.endIndex, local))
        }
        return .open(local, attributes: name.endIndex..<inside.endIndex)
    }

    private mutating func takeClosingTag() throws(DocumentError) -> Event {
        let start = index + 2
        let end = try endOfTag(from: start)
        index = end + 1
        guard let last = open.popLast(), bytes[last.name] == bytes[start..<end].withoutBlankEnd else {
            throw .damaged("its tags do not match")
        }
        return .close(last.local)
    }

    /// Where the `>` stands that is not in quotes.
    private func endOfTag(from start: Int) throws(DocumentError) -> Int {
        var quote: UInt8?
        var place = start
        while place < bytes.count {
            let byte = bytes[place]
            if let closing = quote {
                if byte == closing { quote = nil }
            } else if byte == UInt8(ascii: ">") {
                return place
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "<") {
                throw .damaged("a tag stands within another one")
            }
            place += 1
        }
        throw .damaged("it ends within a tag")
    }

    private mutating func skip(to mark: StaticString, from start: Int) throws(DocumentError) {
        var rest = bytes[min(index + start, bytes.count)...]
        while !rest.isEmpty {
            if rest.begins(with: mark) {
                index = rest.startIndex + mark.utf8CodeUnitCount
                return
            }
            rest = rest.dropFirst()
        }
        throw .damaged("it ends within a comment")
    }

    private static func withoutPrefix(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let colon = name.firstIndex(of: UInt8(ascii: ":")) else { return name }
        return name[(colon + 1)...]
    }

    /// With the five entities of XML and numbered characters resolved; what is none stays as it is written.
    private static func plain(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
        var plain: [UInt8] = []
        HTMLEntities.append(text, to: &plain)
        return plain
    }
}
