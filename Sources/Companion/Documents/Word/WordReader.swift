/// Reads a Word document of 2007 or later: paragraphs, headings, lists and tables, in the order of the text.
/// <https://ecma-international.org/publications-and-standards/standards/ecma-376/>
///
/// Headers, footnotes, comments and what was deleted under revision are left out.
struct WordReader {
    private var builder = DocumentTextBuilder()
    private var xml: XMLPullReader
    private let styles: WordStyles
    /// The paragraphs that are open: in a text box they stand within each other.
    private var paragraphs: [WordParagraph] = []
    private var table = WordTable()
    private var tableDepth = 0
    /// What a paragraph looks like, and the older form of what newer programs know better.
    private var skipDepth = 0
    private var isInProperties = false
    private var isInText = false

    static func read(_ bytes: [UInt8]) throws(DocumentError) -> DocumentText {
        let archive = try ZipArchive(bytes)
        guard let name = archive.entries.first(where: { isDocument($0.name) })?.name,
            let document = try archive.contents(of: name)
        else { throw .wrongContent(claimed: DocumentFormat.docx.words, found: FileSignature.zip.words) }
        let styles = try archive.contents(of: "word/styles.xml").map(WordStyles.init) ?? WordStyles()
        var reader = WordReader(xml: XMLPullReader(try TextDecoding.utf8(document)), styles: styles)
        while let event = try reader.xml.next() { try reader.add(event) }
        return try reader.builder.finish()
    }

    private init(xml: XMLPullReader, styles: WordStyles) {
        self.xml = xml
        self.styles = styles
    }

    /// Some programs write `document2.xml`.
    private static func isDocument(_ name: String) -> Bool {
        name.hasPrefix("word/document") && name.hasSuffix(".xml") && name.utf8.count <= 24
    }

    private mutating func add(_ event: XMLPullReader.Event) throws(DocumentError) {
        if skipDepth > 0 { return skip(event) }
        switch event {
        case .open(let name, let attributes): try open(name, attributes)
        case .close(let name): try close(name)
        case .text(let range, let isRaw):
            guard isInText, let last = paragraphs.indices.last else { return }
            guard paragraphs[last].text.count + range.count <= DocumentLimits.textSize else { throw .tooMuchText }
            xml.append(range, isRaw: isRaw, to: &paragraphs[last].text)
        }
    }

    private mutating func skip(_ event: XMLPullReader.Event) {
        switch event {
        case .open: skipDepth += 1
        case .close: skipDepth -= 1
        case .text: break
        }
    }

    private mutating func open(_ name: String, _ attributes: Range<Int>) throws(DocumentError) {
        if isInProperties { return note(name, attributes) }
        switch name {
        case "p": paragraphs.append(WordParagraph())
        case "pPr": isInProperties = true
        case "t": isInText = true
        case "tab", "br", "cr", "ptab": write(name == "tab" || name == "ptab" ? .tab : .lineFeed)
        case "noBreakHyphen": write(UInt8(ascii: "-"))
        case "tbl":
            tableDepth += 1
            if tableDepth == 1 { table = WordTable() }
        case "tblHeader" where tableDepth == 1: table.markHeader()
        case "tblLook" where tableDepth == 1: table.note(firstRow: xml.attribute("firstRow", in: attributes))
        case "tc" where tableDepth == 1: try table.beginCell()
        case "Fallback", "rPr", "sectPr", "tabs", "del", "moveFrom": skipDepth = 1
        default: break
        }
    }

    private mutating func note(_ name: String, _ attributes: Range<Int>) {
        guard let last = paragraphs.indices.last else { return }
        switch name {
        case "pStyle":
            let style = xml.attribute("val", in: attributes)
            paragraphs[last].style = style
            // The styles of lists bring their numbers along.
            if style?.hasPrefix("List") == true { paragraphs[last].isItem = true }
        case "outlineLvl": paragraphs[last].outlineLevel = xml.outlineLevel(in: attributes)
        case "numPr": paragraphs[last].isItem = true
        case "rPr", "sectPr", "tabs", "pPrChange": skipDepth = 1
        default: break
        }
    }

    private mutating func write(_ byte: UInt8) {
        if let last = paragraphs.indices.last { paragraphs[last].text.append(byte) }
    }

    private mutating func close(_ name: String) throws(DocumentError) {
        switch name {
        case "p": try endParagraph()
        case "pPr": isInProperties = false
        case "t": isInText = false
        case "tr" where tableDepth == 1:
            if let row = table.endRow() { try builder.add(row.isTable ? .tableRow : .paragraph, row.text) }
        case "tbl":
            if tableDepth == 1, let header = table.loneHeader { try builder.add(.tableRow, header) }
            tableDepth = max(tableDepth - 1, 0)
        default: break
        }
    }

    private mutating func endParagraph() throws(DocumentError) {
        guard let paragraph = paragraphs.popLast() else { return }
        if tableDepth > 0 { return try table.add(paragraph.text) }
        let level = paragraph.outlineLevel ?? paragraph.style.flatMap(styles.level(of:))
        if level == 0 { builder.name(paragraph.text) }
        try builder.add(
            level.map { .heading(level: $0) } ?? (paragraph.isItem ? .listItem : .paragraph), paragraph.text)
    }
}

/// A paragraph of a Word document, while it is read.
private struct WordParagraph {
    var text: [UInt8] = []
    var style: String?
    var outlineLevel: Int?
    var isItem = false
}
