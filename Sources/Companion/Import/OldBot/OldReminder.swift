package import Foundation

/// Something that somebody was to be reminded of.
package struct OldReminder: Sendable, Hashable {
    package var id: String
    package var userID: String
    package var channel: String?
    package var text: String
    package var dueAt: Date
    package var createdAt: Date?
    package var key: SourceKey
}
