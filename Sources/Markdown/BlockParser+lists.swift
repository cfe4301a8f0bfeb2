extension BlockParser {
    /// What makes a line the first of a list item.
    private struct Marker {
        /// Columns before the marker.
        var indent: Int
        /// The number of a numbered item.
        var number: Int?
        /// Where the item's own text begins.
        var content: Int
        /// Columns of the marker and the space behind it.
        var width: Int

        func isSibling(of first: Marker) -> Bool {
            indent < first.indent + 2 && (number == nil) == (first.number == nil)
        }
    }

    mutating func takeList(_ line: Line) -> Bool {
        guard mayNest, let first = marker(of: line) else { return false }
        var items = [children(takeItem(first, end: line.upperBound))]
        while let sibling = nextInk(), let marker = marker(of: lines[sibling]), marker.isSibling(of: first) {
            next = sibling + 1
            items.append(children(takeItem(marker, end: lines[sibling].upperBound)))
        }
        append(.list(start: first.number, items: items))
        return true
    }

    /// The lines of one item: its own and those set further in, with blank lines between them.
    private mutating func takeItem(_ marker: Marker, end: Int) -> [Line] {
        var item = [marker.content..<end]
        while let ink = nextInk(), indent(of: lines[ink]) >= marker.indent + 2 {
            item += lines[next...ink].map { outdented($0, by: marker.indent + marker.width) }
            next = ink + 1
        }
        return item
    }

    /// The next line that is not blank.
    private func nextInk() -> Int? { lines[next...].firstIndex { !isBlank($0) } }

    /// `- `, `* ` or up to nine digits with `. `.
    private func marker(of line: Line) -> Marker? {
        let start = firstInk(in: line)
        var end = start
        var number: Int?
        if let bullet = bytes.byte(at: start), bullet == UInt8(ascii: "-") || bullet == UInt8(ascii: "*") {
            end = start + 1
        } else {
            let digits = bytes[start..<line.upperBound].prefix(10).prefix(while: \.isDigit)
            number = Int(String(decoding: digits, as: UTF8.self))
            guard number != nil, digits.count <= 9, bytes.byte(at: digits.endIndex) == UInt8(ascii: ".") else {
                return nil
            }
            end = digits.endIndex + 1
        }
        guard end < line.upperBound, bytes[end] == UInt8(ascii: " ") else { return nil }
        return Marker(indent: indent(of: line), number: number, content: end + 1, width: end + 1 - start)
    }
}
