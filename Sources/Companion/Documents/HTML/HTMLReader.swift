/// Reads a web page: what a reader sees of it, in order, as headings, paragraphs, items, rows and code.
///
/// No tree is built and nothing is kept open: 100,000 tags that are never closed cost no more than as many words.
struct HTMLReader {
    private var builder = DocumentTextBuilder()
    private var tokens: HTMLTokenizer
    private var tagCount = 0
    /// The words since the last tag that begins something new.
    private var text: [UInt8] = []
    private var isInTitle = false
    private var isPreformatted = false
    private var isInItem = false
    private var heading: Int?
    private var table = HTMLTable()

    static func read(_ bytes: [UInt8]) throws(DocumentError) -> DocumentText {
        var reader = HTMLReader(tokens: HTMLTokenizer(try TextDecoding.utf8(bytes)))
        while let token = reader.tokens.next() { try reader.add(token) }
        try reader.endBlock()
        try reader.endTable()
        return try reader.builder.finish()
    }

    private init(tokens: HTMLTokenizer) { self.tokens = tokens }

    private mutating func add(_ token: HTMLTokenizer.Token) throws(DocumentError) {
        switch token {
        case .text(let range): try add(tokens.bytes[range])
        case .close(let name): try close(name)
        case .open(let name):
            tagCount += 1
            guard tagCount <= DocumentLimits.tagCount else { throw .tooManyParts }
            try open(name)
        }
    }

    private mutating func add(_ words: ArraySlice<UInt8>) throws(DocumentError) {
        guard text.count + words.count <= 2 * DocumentLimits.textSize else { throw .tooMuchText }
        let start = text.count
        HTMLEntities.append(words, to: &text)
        // A line break in the source is a space; only a tag breaks a line.
        if !isPreformatted { for index in start..<text.count where text[index].isSpace { text[index] = .space } }
    }

    private mutating func open(_ name: String) throws(DocumentError) {
        guard let role = HTMLRole.roles[name] else { return }
        switch role {
        case .lineBreak: text.append(.lineFeed)
        case .heading(let level):
            try endBlock()
            heading = level
        case .block: try endBlock()
        case .list:
            try endBlock()
            isInItem = false
        case .item:
            try endBlock()
            isInItem = true
        case .code:
            try endBlock()
            isPreformatted = true
        case .title:
            try endBlock()
            isInTitle = true
        case .table, .row, .cell, .headerCell: try openTablePart(role)
        }
    }

    private mutating func close(_ name: String) throws(DocumentError) {
        guard let role = HTMLRole.roles[name], role != .lineBreak else { return }
        try endBlock()
        switch role {
        case .heading: heading = nil
        case .list, .item: isInItem = false
        case .code: isPreformatted = false
        case .title: isInTitle = false
        case .row: try endRow()
        case .table: try endTable()
        case .block, .cell, .headerCell, .lineBreak: break
        }
    }

    private mutating func openTablePart(_ role: HTMLRole) throws(DocumentError) {
        try endBlock()
        switch role {
        case .table: try endTable()
        case .row: try endRow()
        default: try table.beginCell(isHeader: role == .headerCell)
        }
    }

    /// Puts away the words gathered so far: into the cell they stand in, or as a block.
    private mutating func endBlock() throws(DocumentError) {
        defer { text.removeAll(keepingCapacity: true) }
        guard text.contains(where: { !$0.isSpace }) else { return }
        if isInTitle { return builder.name(text) }
        if table.isInCell { return table.add(text) }
        if isPreformatted { return try builder.add(.code, text) }
        // Programs that make manuals put a link to itself behind each heading.
        if heading != nil, text.suffix(2).elementsEqual("¶".utf8) { text.removeLast(2) }
        let kind: DocumentBlock.Kind = heading.map { .heading(level: $0) } ?? (isInItem ? .listItem : .paragraph)
        try builder.add(kind, text.withSingleSpaces)
    }

    private mutating func endRow() throws(DocumentError) {
        guard let row = table.endRow() else { return }
        try builder.add(row.isTable ? .tableRow : .paragraph, row.text)
    }

    private mutating func endTable() throws(DocumentError) {
        try endRow()
        if let header = table.loneHeader { try builder.add(.tableRow, header) }
        table = HTMLTable()
    }
}

extension [UInt8] {
    /// With single spaces, and single line breaks where there were some.
    var withSingleSpaces: [UInt8] {
        var flat: [UInt8] = []
        flat.reserveCapacity(count)
        var gap: UInt8?
        for byte in self {
            if byte.isSpace {
                gap = byte == .lineFeed || gap == .lineFeed ? .lineFeed : .space
            } else {
                if let gap, !flat.isEmpty { flat.append(gap) }
                gap = nil
                flat.append(byte)
            }
        }
        return flat
    }
}
