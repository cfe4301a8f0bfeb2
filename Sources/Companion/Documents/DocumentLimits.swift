/// How much of a document is taken in. What is larger is refused whole, before anything of it is kept.
package enum DocumentLimits {
    /// Bytes of a file, as uploaded.
    package static let fileSize = 25 << 20
    /// Bytes of the text that a reader makes of it.
    package static let textSize = 5_000_000
    /// Bytes of a text file in UTF-8, where its markup and blank lines count too. UTF-16 may have twice as many.
    static let sourceSize = textSize / 4 * 5
    /// Passages that the text is cut into.
    package static let chunkCount = 20_000
    /// Paragraphs, rows and the like. A file of empty tags or lines would otherwise fill the memory.
    static let blockCount = 500_000
    /// Opening tags of a web page or of a Word document. More are refused.
    static let tagCount = 2_000_000
    /// Characters of a heading. What is longer is a paragraph.
    static let headingLength = 200
}
