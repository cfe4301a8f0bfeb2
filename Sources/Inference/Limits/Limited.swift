/// Keeps a model within what its provider allows, and shares that fairly between speakers.
///
/// A call holds its place until its reply has ended, failed, or was dropped.
/// When the provider answers "too many requests" and says for how long, nobody
/// asks it before that.
package final class Limited: LanguageModel {
    private let model: any LanguageModel
    private let gate: Gate

    /// - Parameter gate: the provider's, which all its models share.
    package init(_ model: any LanguageModel, _ gate: Gate) {
        self.model = model
        self.gate = gate
    }

    package var name: String { model.name }
    package var traits: ModelTraits { get async { await model.traits } }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        PulledReply { [gate, model] in LimitedSource(gate, speaker: prompt.account.speaker, PulledCall(model, prompt)) }
    }
}

private final class LimitedSource: PartSource {
    private let gate: Gate
    private let speaker: String
    // Before the permit, so that a dropped reply closes its connection before its place is free.
    private var call: PulledCall
    private var permit: Permit?
    private var isOver = false

    init(_ gate: Gate, speaker: String, _ call: PulledCall) {
        self.gate = gate
        self.speaker = speaker
        self.call = call
    }

    func next() async throws -> ReplyPart? {
        guard !isOver else { return nil }
        do {
            if permit == nil { permit = try await gate.enter(speaker: speaker) }
            let part = try await call.next()
            switch part {
            case .finish, nil: end()
            default: break
            }
            return part
        } catch {
            if case InferenceError.overloaded(_, let seconds?) = error { gate.pause(seconds: seconds) }
            end()
            throw error
        }
    }

    private func end() {
        isOver = true
        call.close()
        permit = nil
    }
}
