package import Foundation

/// A lorebook in a list of lorebooks.
package struct LorebookSummary: Sendable, Equatable {
    package var name: String
    /// Whether it is a file of the operator's, which is changed by changing the file.
    package var isFile: Bool
    package var isEnabled: Bool
    /// The ids of those who tell of it; empty: all.
    package var characters: [String] = []
    package var entries: Int
    /// Bytes of its file.
    package var size: Int
    package var savedAt: Date
}
