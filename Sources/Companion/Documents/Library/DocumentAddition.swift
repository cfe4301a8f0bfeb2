/// What became of a file that was brought.
package struct DocumentAddition: Sendable, Equatable {
    package var document: Document
    /// Another one with its name was there before.
    package var hasReplaced: Bool
    /// Passages that are new; the others were there before and stay as they are.
    package var added: Int
    package var kept: Int
    package var removed: Int

    /// The same file was there before.
    package var isUnchanged: Bool { hasReplaced && added == 0 && removed == 0 }
}
