extension MarkdownDocument {
    /// Appends the tree as JSON, the fields of each object in alphabetical order.
    ///
    /// By hand: `JSONEncoder` takes nearly twenty times as long for what is nested like this.
    package func writeJSON(into json: inout [UInt8]) {
        json.addArray(blocks) { $0.add($1) }
    }
}

extension [UInt8] {
    fileprivate mutating func add(_ block: Block) {
        switch block {
        case .paragraph(let inlines):
            addObject("paragraph") { $0.addInlines(inlines) }
        case .heading(let level, let inlines):
            addObject("heading") {
                $0.addInlines(inlines)
                $0.add("level", number: Int64(level))
            }
        case .subtext(let inlines):
            addObject("subtext") { $0.addInlines(inlines) }
        case .list(let start, let items):
            addObject("list") {
                $0.addName("items")
                $0.addArray(items) { $0.addArray($1) { $0.add($1) } }
                if let start { $0.add("start", number: Int64(start)) }
            }
        case .quote(let blocks):
            addObject("quote") {
                $0.addName("blocks")
                $0.addArray(blocks) { $0.add($1) }
            }
        case .code(let language, let text):
            addObject("code") {
                if let language { $0.add("language", language) }
                $0.add("text", text)
            }
        }
    }

    private mutating func add(_ inline: Inline) {
        switch inline {
        case .text(let text): addString(text)
        case .lineBreak: addObject("break") { _ in }
        case .styled(let style, let inlines): addObject(style.rawValue) { $0.addInlines(inlines) }
        case .code(let text): addObject("code") { $0.add("text", text) }
        case .link(let url, let label):
            addObject("link", then: { $0.add("url", url) }) { $0.addInlines(label) }
        case .mention(let mention): add(mention)
        case .emoji(let name, let id, let isAnimated):
            addObject("emoji") {
                $0.addName("animated")
                $0 += (isAnimated ? "true" : "false").utf8
                $0.add("id", id)
                $0.add("name", name)
            }
        case .timestamp(let seconds, let style):
            addObject("time") {
                $0.add("seconds", number: seconds)
                if let style { $0.add("style", style) }
            }
        }
    }

    private mutating func add(_ mention: Inline.Mention) {
        switch mention {
        case .user(let id): addObject("user") { $0.add("id", id) }
        case .role(let id): addObject("role") { $0.add("id", id) }
        case .channel(let id): addObject("channel") { $0.add("id", id) }
        case .command(let name, let id):
            addObject("command") {
                $0.add("id", id)
                $0.add("name", name)
            }
        }
    }

    private mutating func addInlines(_ inlines: [Inline]) {
        addName("inlines")
        addArray(inlines) { $0.add($1) }
    }
}

// MARK: - The parts of JSON

extension [UInt8] {
    /// - Parameter then: adds the fields that come after `type`.
    private mutating func addObject(
        _ type: String, then addLast: (inout Self) -> Void = { _ in }, _ addFields: (inout Self) -> Void
    ) {
        append(UInt8(ascii: "{"))
        addFields(&self)
        add("type", type)
        addLast(&self)
        append(UInt8(ascii: "}"))
    }

    fileprivate mutating func addArray<Item>(_ items: [Item], _ add: (inout Self, Item) -> Void) {
        append(UInt8(ascii: "["))
        var isFirst = true
        for item in items {
            if !isFirst { append(UInt8(ascii: ",")) }
            isFirst = false
            add(&self, item)
        }
        append(UInt8(ascii: "]"))
    }

    /// A field's name and colon, after a comma where it is not the first of its object.
    private mutating func addName(_ name: StaticString) {
        if last != UInt8(ascii: "{") { append(UInt8(ascii: ",")) }
        append(UInt8(ascii: "\""))
        name.withUTF8Buffer { append(contentsOf: $0) }
        self += "\":".utf8
    }

    private mutating func add(_ name: StaticString, _ text: String) {
        addName(name)
        addString(text)
    }

    private mutating func add(_ name: StaticString, number: Int64) {
        addName(name)
        self += "\(number)".utf8
    }

    private mutating func addString(_ text: String) { text.writeJSON { append(contentsOf: $0) } }
}
