/// The row of a Word document's table that is being read, and the names of its columns.
struct WordTable {
    /// Cells of a row. More are refused; Word itself allows 63.
    private static let columnLimit = 1_000

    private var table = TableText()
    private var cells: [[UInt8]] = []
    private var size = 0
    private var isHeader = false
    private var hasRows = false
    private var firstRowIsHeader = false
    /// A header under which no row has come yet.
    private(set) var loneHeader: [UInt8]?

    /// The row that is being read is repeated on every page.
    mutating func markHeader() { isHeader = true }

    /// Whether the table's look has a first row of its own, which in Word it has unless somebody took it away.
    mutating func note(firstRow: String?) { firstRowIsHeader = firstRow == "1" || firstRow == "true" }

    mutating func beginCell() throws(DocumentError) {
        guard cells.count < Self.columnLimit else { throw .tooManyParts }
        cells.append([])
    }

    mutating func add(_ text: [UInt8]) throws(DocumentError) {
        guard let last = cells.indices.last else { return }
        size += text.count
        guard size <= DocumentLimits.textSize else { throw .tooMuchText }
        if !cells[last].isEmpty { cells[last].append(.space) }
        cells[last] += text
    }

    /// A row of one cell is a paragraph in a frame.
    mutating func endRow() -> (text: [UInt8], isTable: Bool)? {
        defer {
            cells = []
            size = 0
            isHeader = false
        }
        guard !cells.isEmpty else { return nil }
        let isFirst = !hasRows
        hasRows = true
        if isFirst, cells.count > 1, isHeader || firstRowIsHeader, cells.allSatisfy({ !$0.isEmpty }) {
            loneHeader = table.row(cells)
            table.name(cells)
            return nil
        }
        loneHeader = nil
        return (table.row(cells), cells.count > 1)
    }
}
