import Inference
import Synchronization
import TestSupport

/// A model that writes its first answer as slowly as it is told, in a time that only a test lets pass; then it
/// repeats what it hears.
final class DrippingModel: LanguageModel {
    enum Step: Sendable {
        case wait(Duration)
        case say(String)
        case fail(InferenceError)
    }

    let name = "dripping"
    let traits = ModelTraits(contextTokens: 8192, seesImages: true, callsTools: true)
    private let clock = ManualClock()
    private let steps: Mutex<[Step]>

    init(_ steps: [Step]) { self.steps = Mutex(steps) }

    func reply(to prompt: Prompt) async throws -> ReplyStream {
        let steps = steps.withLock { steps in
            defer { steps = [] }
            return steps
        }
        let left = Mutex(steps.isEmpty ? [.say(ScriptedLanguageModel.echo(of: prompt))] : steps)
        let hasEnded = Mutex(false)
        return AsyncThrowingStream<ReplyPart, any Error>(unfolding: { [clock] in
            while let step = left.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
                switch step {
                case .wait(let pause): try await clock.sleep(for: pause)
                case .say(let text): return .text(text)
                case .fail(let error): throw error
                }
            }
            return hasEnded.withLock { hasEnded in
                defer { hasEnded = true }
                return hasEnded ? nil : .finish(.stop)
            }
        })
    }

    /// Lets the pause that it makes, or is about to make, pass.
    func goOn() async throws {
        try await waitUntil { clock.sleepers == 1 }
        clock.advance(by: .seconds(3_600))
    }
}
