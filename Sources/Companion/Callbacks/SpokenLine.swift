package import Foundation

/// A message of a channel, as it is looked through for what people plan.
package struct SpokenLine: Sendable, Equatable {
    package var message: String
    package var speaker: Speaker
    package var text: String
    package var saidAt: Date
    /// Whether a person said it, and no program.
    package var isPersons: Bool

    package init(message: String, speaker: Speaker, text: String, saidAt: Date, isPersons: Bool) {
        self.message = message
        self.speaker = speaker
        self.text = text
        self.saidAt = saidAt
        self.isPersons = isPersons
    }
}
