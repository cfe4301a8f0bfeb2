/// The row of a table that is being read, and the names of its columns.
struct HTMLTable {
    /// Cells of a row. More are refused.
    private static let columnLimit = 10_000

    private var table = TableText()
    private var cells: [[UInt8]] = []
    private var headerCount = 0
    private(set) var isInCell = false
    private var hasRows = false
    /// A header under which no row has come yet.
    private(set) var loneHeader: [UInt8]?

    mutating func beginCell(isHeader: Bool) throws(DocumentError) {
        guard cells.count < Self.columnLimit else { throw .tooManyParts }
        cells.append([])
        if isHeader { headerCount += 1 }
        isInCell = true
    }

    /// Paragraphs within a cell are parted by a space.
    mutating func add(_ text: [UInt8]) {
        guard let last = cells.indices.last else { return }
        if !cells[last].isEmpty { cells[last].append(.space) }
        cells[last] += text
    }

    /// Tables that only lay out a page have one cell in a row: that is a paragraph.
    mutating func endRow() -> (text: [UInt8], isTable: Bool)? {
        defer {
            cells = []
            headerCount = 0
            isInCell = false
        }
        guard !cells.isEmpty else { return nil }
        if !hasRows, cells.count > 1, headerCount == cells.count {
            hasRows = true
            loneHeader = table.row(cells)
            table.name(cells)
            return nil
        }
        hasRows = true
        loneHeader = nil
        return (table.row(cells), cells.count > 1)
    }
}
