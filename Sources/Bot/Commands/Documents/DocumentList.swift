import Companion
import Foundation

/// The documents there are, a line each.
struct DocumentList {
    /// So that it fits in a few messages.
    private static let most = 60

    private let entries: [DocumentShelf.Entry]

    init(_ entries: [DocumentShelf.Entry]) { self.entries = entries }

    var words: String {
        guard !entries.isEmpty else {
            return "There are no documents here. Bring one: /documents wish: Add a file"
        }
        let shown = entries.prefix(Self.most)
        let parts = [
            Self.part("Of this server:", shown.filter { !$0.place.isPersonal }),
            Self.part("Yours alone:", shown.filter(\.place.isPersonal)),
        ]
        let more = entries.count > shown.count ? ["… and \(entries.count - shown.count) more"] : []
        return (parts.filter { !$0.isEmpty } + more).joined(separator: "\n")
    }

    private static func part(_ title: String, _ entries: [DocumentShelf.Entry]) -> String {
        guard !entries.isEmpty else { return "" }
        return ([title] + entries.map(line)).joined(separator: "\n")
    }

    private static func line(_ entry: DocumentShelf.Entry) -> String {
        let document = entry.document
        let size = document.bytes.formatted(.byteCount(style: .file))
        let day = document.addedAt.formatted(.iso8601.year().month().day())
        let count = document.chunkCount == 1 ? "1 passage" : "\(document.chunkCount) passages"
        return "- **\(document.path.escapingMarkdown)** (\(size), \(count), \(day))"
    }
}
