package import Foundation

/// One message of a talk that is brought in.
package struct ImportedMessage: Sendable, Hashable {
    /// Longer ones are left out: they are files or a model that ran wild, nothing that somebody said.
    static let byteLimit = 64 * 1024
    /// Names are cut here.
    static let nameLimit = 100

    package enum Role: String, Sendable {
        case user, assistant
    }

    package var role: Role
    package var text: String
    /// What the speaker was called, where the file says it.
    package var name: String?
    /// The speaker's id on Discord, where the file says it.
    package var userID: String?
    /// Nil where the file does not say it.
    package var saidAt: Date?
    package var key: SourceKey
}
