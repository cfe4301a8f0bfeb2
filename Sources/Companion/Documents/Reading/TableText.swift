/// Makes a sentence of each row of a table, so that it can be understood alone: “Name: Ann; Age: 30”.
struct TableText {
    /// The names of the columns; empty where they have none.
    var header: [[UInt8]] = []

    /// Cells without text are left out. Spaces and line breaks in a cell become single spaces.
    func row(_ cells: [[UInt8]]) -> [UInt8] {
        var text: [UInt8] = []
        for (column, cell) in cells.enumerated() {
            let value = Self.flat(cell)
            guard !value.isEmpty else { continue }
            if !text.isEmpty { text += Self.gap }
            if header.indices.contains(column), !header[column].isEmpty { text += header[column] + Self.colon }
            text += value
        }
        return text
    }

    /// Takes a row as the names of the columns.
    mutating func name(_ cells: [[UInt8]]) { header = cells.map { Self.flat($0) } }

    private static func flat(_ cell: [UInt8]) -> [UInt8] {
        guard cell.contains(where: \.isSpace) else { return cell }
        return Array(cell.split(whereSeparator: \.isSpace).joined(separator: CollectionOfOne(.space)))
    }

    private static let gap = Array("; ".utf8)
    private static let colon = Array(": ".utf8)
}
