import Logging
import Synchronization

/// Sends simple prompts to a fast model and hard ones to a strong one.
///
/// A prompt that names its route goes there; one that names a model
/// (``Prompt/model``) goes to the strong one's provider; one that shows a picture
/// which only one of the two can see goes to that one; all others go by their score.
package final class Routed: LanguageModel {
    /// How many prompts went where.
    struct Statistics: Sendable, Equatable {
        var fast = 0
        var strong = 0
    }

    struct Decision: Sendable, Equatable {
        var route: Route
        /// `asked for`, `model`, `picture`, or what ``PromptComplexity`` found.
        var reasons: [String]
        /// Nil where the prompt was not scored.
        var score: Double?
    }

    private let fast: any LanguageModel
    private let strong: any LanguageModel
    private let threshold: Double
    private let score: @Sendable (Prompt) -> PromptComplexity
    private let counts = Mutex(Statistics())

    /// - Parameter threshold: scores below it are simple.
    package init(
        fast: any LanguageModel, strong: any LanguageModel, threshold: Double = 0.3,
        scorer: @escaping @Sendable (Prompt) -> PromptComplexity = { PromptComplexity($0) }
    ) {
        self.fast = fast
        self.strong = strong
        self.threshold = threshold
        score = scorer
    }

    package var name: String { fast.name == strong.name ? fast.name : "\(fast.name) or \(strong.name)" }

    /// A prompt is built before it is routed: in a form that both understand, and as long as one of them can take it,
    /// since ``Fallback`` shortens it for the other; a picture goes to the one that sees.
    package var traits: ModelTraits {
        get async {
            let (fast, strong) = (await fast.traits, await strong.traits)
            return ModelTraits(
                contextTokens: max(fast.contextTokens, strong.contextTokens),
                billionParameters: [fast.billionParameters, strong.billionParameters].compactMap { $0 }.min(),
                seesImages: fast.seesImages || strong.seesImages,
                callsTools: fast.callsTools && strong.callsTools)
        }
    }

    var statistics: Statistics { counts.withLock { $0 } }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        let decision = await decide(prompt)
        report(decision)
        return try await (decision.route == .fast ? fast : strong).reply(to: prompt)
    }

    func decide(_ prompt: Prompt) async -> Decision {
        if let route = prompt.route { return Decision(route: route, reasons: ["asked for"]) }
        if prompt.model != nil { return Decision(route: .strong, reasons: ["model"]) }
        if prompt.messages.contains(where: { !$0.images.isEmpty }), let route = await onlyOneThatSees() {
            return Decision(route: route, reasons: ["picture"])
        }
        let complexity = score(prompt)
        return Decision(
            route: complexity.score < threshold ? .fast : .strong,
            reasons: complexity.reasons.map(\.description), score: complexity.score)
    }

    private func onlyOneThatSees() async -> Route? {
        let (fastSees, strongSees) = (await fast.traits.seesImages, await strong.traits.seesImages)
        return fastSees == strongSees ? nil : fastSees ? .fast : .strong
    }

    private func report(_ decision: Decision) {
        counts.withLock { counts in
            switch decision.route {
            case .fast: counts.fast &+= 1
            case .strong: counts.strong &+= 1
            }
        }
        Metric.routed(decision.route)
        Logger(label: "acore.inference").debug(
            "routed",
            metadata: [
                "route": "\(decision.route.rawValue)",
                "score": decision.score.map { "\(($0 * 1000).rounded() / 1000)" } ?? "none",
                "reasons": .array(decision.reasons.map { .string($0) }),
            ])
    }
}
