/// Where in its file a part of a document stands, for a citation: “page 3”, “lines 10–20”.
package struct DocumentLocation: Sendable, Hashable, CustomStringConvertible {
    /// Pages of a PDF, lines of text and code, rows of a table file with its header as row 1.
    package enum Unit: String, Sendable { case page, line, row }

    package let unit: Unit
    /// Counted from 1.
    package let first: Int
    package let last: Int

    /// The two numbers may come in either order.
    package init(_ unit: Unit, _ first: Int, _ last: Int? = nil) {
        self.unit = unit
        self.first = min(first, last ?? first)
        self.last = max(first, last ?? first)
    }

    package var description: String {
        first == last ? "\(unit.rawValue) \(first)" : "\(unit.rawValue)s \(first)–\(last)"
    }

    /// From here up to `other`. Where the units differ, which one document never has, this one stays.
    func joined(to other: DocumentLocation) -> DocumentLocation {
        guard unit == other.unit else { return self }
        return DocumentLocation(unit, min(first, other.first), max(last, other.last))
    }
}
