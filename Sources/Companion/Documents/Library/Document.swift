package import Foundation
import Storage

/// A file that can be asked about, as it was taken in.
package struct Document: Sendable, Equatable, Identifiable {
    package var id: Int64
    package var name: String
    /// The folder that it lies in; ``DocumentName/general`` without one.
    package var category: String
    package var format: DocumentFormat
    /// Of the file as it was brought.
    package var bytes: Int
    /// Passages that it was cut into.
    package var chunkCount: Int
    package var addedAt: Date
    /// Who brought it.
    package var owner: String
    /// ``Audience/key`` of those who are told of it.
    package var audience: String

    /// With its folder: “manuals/boiler.pdf”.
    package var path: String { category == DocumentName.general ? name : "\(category)/\(name)" }
}

extension Document {
    init(_ row: Row) throws {
        guard let format = DocumentFormat(rawValue: try row.text("format")) else {
            throw StorageError.badRow("document.format is unknown")
        }
        self.init(
            id: Int64(try row.int("id")), name: try row.text("name"), category: try row.text("category"),
            format: format, bytes: try row.int("bytes"), chunkCount: try row.int("chunk_count"),
            addedAt: try row.date("said_at"), owner: try row.text("speaker"), audience: try row.text("audience"))
    }
}
