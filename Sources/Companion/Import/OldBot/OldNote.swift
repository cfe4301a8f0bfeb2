package import Foundation

/// Something that somebody wrote down.
package struct OldNote: Sendable, Hashable {
    package var id: String
    package var userID: String
    package var text: String
    package var category: String
    package var createdAt: Date?
    package var key: SourceKey
}
