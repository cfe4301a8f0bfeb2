import Storage

/// A passage of a document, opened where it stands: with those before and after it.
package struct OpenPassage: Sendable, Equatable {
    package struct Part: Sendable, Equatable, Identifiable {
        /// The passage's.
        package var id: Int64
        /// Counted from 0.
        package var ordinal: Int
        /// “Setup › Pressure”; empty where it stands under none.
        package var heading: String
        /// “page 3”, “lines 10–20”; nil where the format has no such thing.
        package var location: String?
        package var text: String
    }

    package var document: Document
    /// In the order of the document. What two of them share, both have.
    package var parts: [Part]
    /// The part that was asked for.
    package var id: Int64
}

extension OpenPassage.Part {
    init(_ row: Row) throws {
        self.init(
            id: Int64(try row.int("passage")), ordinal: try row.int("ordinal"), heading: try row.text("heading"),
            location: try row.optionalText("location"), text: try row.text("text"))
    }
}
