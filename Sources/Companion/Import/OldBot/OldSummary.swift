package import Foundation

/// What acore-bot remembered of a talk.
///
/// It lies there twice, as a summary and as a document, and has one key in both.
package struct OldSummary: Sendable, Hashable {
    package var channel: String
    package var text: String
    package var summedUpAt: Date?
    /// Names, not ids.
    package var participants: [String]
    package var messageCount: Int?
    package var key: SourceKey
}
