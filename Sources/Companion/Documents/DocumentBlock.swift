/// A part of a document that stands on its own: a heading, a paragraph, a row.
package struct DocumentBlock: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Level 1 is a chapter; 0 is the title over all of them.
        case heading(level: Int)
        case paragraph
        case listItem
        /// With the names of its columns: “Name: Ann; Age: 30”.
        case tableRow
        case code
    }

    package let kind: Kind
    /// Bytes of ``DocumentText/text`` as UTF-8.
    package let range: Range<Int>
    package let location: DocumentLocation?
}
