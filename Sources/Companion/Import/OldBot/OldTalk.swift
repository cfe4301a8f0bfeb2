package import Foundation

/// What was said in one channel, from its history or one of its archives.
package struct OldTalk: Sendable {
    package var channel: String
    /// In their order.
    package var messages: [ImportedMessage]
    package var isArchive: Bool
    /// When the last of them was said at the latest: for messages that do not say when they were.
    package var endedBy: Date
}
