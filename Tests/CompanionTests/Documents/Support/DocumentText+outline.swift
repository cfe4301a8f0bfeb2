@testable import Companion

extension DocumentText {
    /// A line for each block: `h2 Setup @line 3`.
    var outline: [String] {
        blocks.map { block in
            let kind =
                switch block.kind {
                case .heading(let level): "h\(level)"
                case .paragraph: "p"
                case .listItem: "li"
                case .tableRow: "row"
                case .code: "code"
                }
            return "\(kind) \(text(of: block))" + (block.location.map { " @\($0)" } ?? "")
        }
    }

    /// As a test writes it down: a text of that format.
    init(_ text: String, as format: DocumentFormat) throws(DocumentError) {
        try self.init(reading: Array(text.utf8), as: format)
    }
}

/// Why a file is refused; nil where it is read.
func refusal(_ bytes: [UInt8], as format: DocumentFormat) -> DocumentError? {
    do {
        _ = try DocumentText(reading: bytes, as: format)
        return nil
    } catch { return error }
}

func refusal(_ text: String, as format: DocumentFormat) -> DocumentError? { refusal(Array(text.utf8), as: format) }
