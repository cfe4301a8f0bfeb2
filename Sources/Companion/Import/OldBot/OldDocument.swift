package import Foundation

/// A document that answers may draw on.
package struct OldDocument: Sendable, Hashable {
    /// The folder it lies in, in small letters; `general` for none.
    package var category: String
    /// Of the file.
    package var name: String
    package var text: String
    package var writtenAt: Date
    /// A changed document has another key of the same owner, which is its path.
    package var key: SourceKey
}
