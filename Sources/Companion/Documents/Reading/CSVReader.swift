/// Reads a table of values parted by commas, semicolons or tabs, as RFC 4180 has it and as programs write it.
///
/// Whatever comes is a table: a quote that is never closed holds everything up to the end.
struct CSVReader {
    /// Cells of a row. More are refused.
    static let columnLimit = 10_000

    private var builder = DocumentTextBuilder()
    private var table = TableText()
    private var row: [[UInt8]] = []
    private var cell: [UInt8] = []
    private var number = 0
    private let separator: UInt8
    private var hasBegun = false
    /// The first row, as long as nothing stands under it.
    private var first: (cells: [[UInt8]], number: Int)?

    static func read(_ bytes: [UInt8]) throws(DocumentError) -> DocumentText {
        let text = try TextDecoding.source(bytes)
        var reader = CSVReader(separator: separator(of: text))
        try reader.read(text)
        return try reader.builder.finish()
    }

    private init(separator: UInt8) { self.separator = separator }

    private mutating func read(_ text: [UInt8]) throws(DocumentError) {
        var isQuoted = false
        var mayQuote = true
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            if isQuoted {
                if byte != Self.quote {
                    cell.append(byte)
                } else if index < text.count, text[index] == Self.quote {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if byte == Self.quote, mayQuote {
                isQuoted = true
                mayQuote = false
            } else if byte == separator {
                try endCell()
                mayQuote = true
            } else if byte == .lineFeed {
                try endRow()
                mayQuote = true
            } else {
                cell.append(byte)
                if !byte.isSpace { mayQuote = false }
            }
        }
        try endRow()
        try endTable()
    }

    private mutating func endCell() throws(DocumentError) {
        guard row.count < Self.columnLimit else { throw .tooManyParts }
        row.append(cell)
        cell = []
    }

    private mutating func endRow() throws(DocumentError) {
        try endCell()
        number += 1
        defer { row = [] }
        guard row.contains(where: { $0.contains { !$0.isSpace } }) else { return }
        guard hasBegun else {
            first = (row, number)
            hasBegun = true
            return
        }
        if let names = first {
            first = nil
            if Self.areNames(names.cells) { table.name(names.cells) } else { try add(names.cells, names.number) }
        }
        try add(row, number)
    }

    /// A header without rows is a row.
    private mutating func endTable() throws(DocumentError) {
        if let first { try add(first.cells, first.number) }
    }

    private mutating func add(_ cells: [[UInt8]], _ number: Int) throws(DocumentError) {
        try builder.add(.tableRow, table.row(cells), at: DocumentLocation(.row, number))
    }

    /// A first row with a number in it is a row like the others.
    private static func areNames(_ cells: [[UInt8]]) -> Bool {
        !cells.contains { cell in
            cell.contains(where: \.isDigit) && cell.allSatisfy { $0.isDigit || $0.isSpace || "+-.,%".utf8.contains($0) }
        }
    }

    /// The sign that stands most often in the first line, outside of quotes.
    private static func separator(of text: [UInt8]) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in text.prefix(64 << 10) {
            if byte == quote { isQuoted.toggle() }
            if byte == .lineFeed, !isQuoted { break }
            if !isQuoted, separators.contains(byte) { counts[byte, default: 0] += 1 }
        }
        // In this order where they are equally frequent.
        let most = counts.values.max() ?? 0
        return separators.first { counts[$0] == most } ?? UInt8(ascii: ",")
    }

    private static let quote = UInt8(ascii: "\"")
    private static let separators = [UInt8.tab, UInt8(ascii: ","), UInt8(ascii: ";")]
}
