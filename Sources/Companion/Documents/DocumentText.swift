/// What a reader makes of a file: its text without markup, and the blocks in it.
///
/// The text is what is kept and shown: every chunk is a stretch of it, so a citation can be opened where it stands.
package struct DocumentText: Sendable, Equatable {
    /// The title that the file gives itself, beside its text.
    package let title: String?
    package let text: String
    /// In the order of the text, without overlap. Between them stand only line breaks.
    package let blocks: [DocumentBlock]

    package func text(of block: DocumentBlock) -> String { passage(block.range) }

    /// The text in a range of its UTF-8 bytes. A range that does not fit is cut to what there is.
    package func passage(_ range: Range<Int>) -> String {
        let bytes = text.utf8
        let range = range.clamped(to: 0..<bytes.count)
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        let end = bytes.index(start, offsetBy: range.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}
