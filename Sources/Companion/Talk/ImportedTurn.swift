package import Foundation

/// Something that was said elsewhere and is brought in from a file.
package struct ImportedTurn: Sendable, Equatable {
    /// Characters of Unicode; of longer texts this much is kept.
    package static let textLimit = Turn.textLimit

    /// Its id where it was said: the same message is not brought in twice.
    package var message: String?
    /// What names it in its file, where it has no id: it is not brought in twice either.
    package var key: SourceKey?
    /// Who said it, or whom it answers.
    package var speaker: Speaker
    /// What the companion of those days was called that answered so; nil where it is no answer.
    package var answerer: String?
    package var text: String
    package var saidAt: Date

    package init(message: String, speaker: Speaker, text: String, saidAt: Date) {
        self.message = message
        self.speaker = speaker
        self.text = text
        self.saidAt = saidAt
    }

    init(key: SourceKey, speaker: Speaker, answerer: String?, text: String, saidAt: Date) {
        self.key = key
        self.speaker = speaker
        self.answerer = answerer
        self.text = text
        self.saidAt = saidAt
    }
}
