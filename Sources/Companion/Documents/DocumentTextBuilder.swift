/// Collects the blocks of a document while it is read, and ends the reading where it becomes too much.
struct DocumentTextBuilder {
    private var bytes: [UInt8] = []
    private var blocks: [DocumentBlock] = []
    private(set) var title: String?

    /// The first title counts.
    mutating func name(_ text: [UInt8]) {
        guard title == nil else { return }
        let name = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !name.isEmpty { title = String(name.unicodeScalars.prefix(DocumentLimits.headingLength)) }
    }

    mutating func add(_ kind: DocumentBlock.Kind, _ text: [UInt8], at location: DocumentLocation? = nil)
        throws(DocumentError)
    {
        try add(kind, text[...], at: location)
    }

    /// Adds a block, unless nothing but space is in it.
    mutating func add(_ kind: DocumentBlock.Kind, _ text: ArraySlice<UInt8>, at location: DocumentLocation? = nil)
        throws(DocumentError)
    {
        let text = kind == .code ? text.withoutBlankEnds : text.trimmed
        guard !text.isEmpty else { return }
        guard blocks.count < DocumentLimits.blockCount else { throw .tooManyParts }
        guard bytes.count + text.count + 2 <= DocumentLimits.textSize else { throw .tooMuchText }
        let kind = Self.fitting(kind, text)
        part(from: blocks.last?.kind, to: kind)
        let start = bytes.count
        bytes += text
        if case .heading = kind { flatten(from: start) }
        blocks.append(DocumentBlock(kind: kind, range: start..<bytes.count, location: location))
    }

    func finish() throws(DocumentError) -> DocumentText {
        guard !blocks.isEmpty else { throw .noText }
        return DocumentText(title: title, text: String(decoding: bytes, as: UTF8.self), blocks: blocks)
    }

    /// Nobody writes a heading of five lines: it is a paragraph in large letters.
    private static func fitting(_ kind: DocumentBlock.Kind, _ text: ArraySlice<UInt8>) -> DocumentBlock.Kind {
        guard case .heading = kind, text.count > DocumentLimits.headingLength else { return kind }
        let length = text.reduce(0) { $0 + ($1.isContinuation ? 0 : 1) }
        return length > DocumentLimits.headingLength ? .paragraph : kind
    }

    /// Rows and items stand line by line, everything else has a blank line before it.
    private mutating func part(from last: DocumentBlock.Kind?, to next: DocumentBlock.Kind) {
        guard let last else { return }
        bytes.append(.lineFeed)
        if last != next || (next != .tableRow && next != .listItem) { bytes.append(.lineFeed) }
    }

    /// A heading is one line.
    private mutating func flatten(from start: Int) {
        for index in start..<bytes.count where bytes[index].isSpace { bytes[index] = .space }
    }
}
