/// A passage of a document, as long as a model or a reader can take in at once: what is searched for and cited.
package struct DocumentChunk: Sendable, Hashable {
    /// Its place among the chunks of the document, counted from 0.
    package let ordinal: Int
    /// The headings that it stands under, the highest first: `["Manual", "Setup", "Linux"]`.
    package let headingPath: [String]
    package let text: String
    /// Bytes of ``DocumentText/text`` as UTF-8. ``text`` is what stands there.
    package let range: Range<Int>
    package let location: DocumentLocation?
    /// The same as long as its headings and its text are; no other chunk of the document has it.
    package let key: ContentKey
}
