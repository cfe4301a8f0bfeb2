import Synchronization

/// A language model that says what a test told it to.
package final class ScriptedLanguageModel: LanguageModel {
    /// What to do for one prompt.
    package enum Script: Sendable {
        case parts([ReplyPart])
        /// Fails before the first part.
        case failure(InferenceError)
        /// Writes these parts, then fails.
        case partsThenFailure([ReplyPart], InferenceError)

        /// Text in one part, with an estimated usage and an ordinary end.
        package static func text(_ text: String) -> Script {
            .parts([.text(text), .usage(Usage(promptTokens: 1, completionTokens: 1, isEstimate: true)), .finish(.stop)])
        }
    }

    package let name: String
    package let traits: ModelTraits
    private let answer: @Sendable (Prompt) async throws -> Script
    private let seen = Mutex<[Prompt]>([])

    package init(
        name: String = "scripted",
        traits: ModelTraits = ModelTraits(contextTokens: 8192, seesImages: true, callsTools: true),
        answer: @escaping @Sendable (Prompt) async throws -> Script
    ) {
        self.name = name
        self.traits = traits
        self.answer = answer
    }

    /// Answers the first prompt with the first script and so on; the last one again and again.
    package convenience init(name: String = "scripted", _ scripts: Script...) {
        let next = Mutex(0)
        self.init(name: name) { _ in
            let index = next.withLock { index in
                defer { index &+= 1 }
                return index
            }
            return index < scripts.count ? scripts[index] : scripts.last ?? .text("")
        }
    }

    /// Every prompt so far, in order.
    package var prompts: [Prompt] { seen.withLock { $0 } }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        seen.withLock { $0.append(prompt) }
        let (parts, failure): ([ReplyPart], InferenceError?) =
            switch try await answer(prompt) {
            case .parts(let parts): (parts, nil)
            case .failure(let error): throw error
            case .partsThenFailure(let parts, let error): (parts, error)
            }
        return StoredReply(parts: parts, failure: failure)
    }
}
