package import Foundation
import Storage

/// Something that was said or written, as it is looked through.
package struct Passage: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// Of a talk; its id is the turn's.
        case turn
        /// Of a document.
        case chunk
    }

    package var id: Int64
    package var kind: Kind
    /// Who said it, as people call them.
    package var name: String
    package var text: String
    package var speaker: String
    package var place: String
    /// The message that it was, where the surface has ids for them.
    package var message: String?
    package var saidAt: Date
}

extension Passage {
    static let columns = "passage.id, kind, name, text, speaker, place, source_message, said_at"

    init(_ row: Row) throws {
        guard let kind = Kind(rawValue: try row.text("kind")) else {
            throw StorageError.badRow("passage.kind is unknown")
        }
        self.init(
            id: Int64(try row.int("id")), kind: kind, name: try row.text("name"), text: try row.text("text"),
            speaker: try row.text("speaker"), place: try row.text("place"),
            message: try row.optionalText("source_message"), saidAt: try row.date("said_at"))
    }

    /// As an embedding model reads it: who speaks is part of what is meant, and so is what it answers to.
    func words(after previous: String?) -> String {
        let own = name.isEmpty ? text : "\(name): \(text)"
        return previous.map { "\($0.prefix(Self.previousLimit))\n\(own)" } ?? own
    }

    /// Characters of what was said before that are read.
    private static let previousLimit = 400
}
