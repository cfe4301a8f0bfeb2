/// The innermost wrapper, directly around each engine: makes every reply end the same way and measures it.
///
/// Outside of it these hold, whatever the provider does:
/// - a whole reply ends with exactly one usage and then one finish;
/// - a usage that the provider left out (or reported as zero) is estimated and says so;
/// - every usage says which model it is of, and its numbers are ones that a reply can have;
/// - every error is an ``InferenceError``, or the task's cancellation;
/// - a stream that stops without a finish throws ``InferenceError/cutOff(provider:)``;
/// - a reply that fails after it wrote something gives its usage first, so that it can be paid for.
package final class Metered: LanguageModel {
    private let model: any LanguageModel
    private let price: ModelPrice?
    private let time: Timeline

    /// - Parameter price: what its tokens cost where the provider does not say; nil: nothing.
    package init(
        _ model: any LanguageModel, price: ModelPrice? = nil, clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.model = model
        self.price = price
        time = Timeline(clock)
    }

    package var name: String { model.name }
    package var traits: ModelTraits { get async { await model.traits } }

    package func reply(to prompt: Prompt) async throws -> ReplyStream {
        PulledReply { [model, price, time] in
            MeteredSource(model: model, prompt: prompt, price: price, time: time)
        }
    }
}

private final class MeteredSource: PartSource {
    private enum Ending {
        case finish(FinishReason)
        case failure(any Error)
        case over
    }

    /// No provider's slip of the pen ends everybody's budget: far more than any reply, but sums stay exact.
    private static let mostTokens = 100_000_000
    private static let mostMicrodollars = 1_000_000_000_000

    private let model: any LanguageModel
    private let provider: String
    private let prompt: Prompt
    private let price: ModelPrice?
    private let time: Timeline
    private var call: PulledCall
    private var started: Duration?
    private var written = TokenEstimate()
    private var hasWritten = false
    private var reported: Usage?
    private var ending: Ending?

    init(model: any LanguageModel, prompt: Prompt, price: ModelPrice?, time: Timeline) {
        self.model = model
        provider = model.name
        self.prompt = prompt
        self.price = price
        self.time = time
        call = PulledCall(model, prompt)
    }

    func next() async throws -> ReplyPart? {
        switch ending {
        case .finish(let reason):
            ending = .over
            return .finish(reason)
        case .failure(let error):
            ending = .over
            throw error
        case .over: return nil
        case nil: break
        }
        if started == nil { started = time.now() }
        do {
            while let part = try await call.next() {
                if let part = take(part) { return part }
            }
            throw InferenceError.cutOff(provider: provider)
        } catch {
            let error = known(error)
            let outcome = (error as? InferenceError)?.kind ?? "cancelled"
            guard hasWritten || reported != nil else {
                end(.over, outcome: outcome)
                throw error
            }
            return .usage(end(.failure(error), outcome: outcome))
        }
    }

    /// Engines translate what they know of; anything else is a connection that broke.
    private func known(_ error: any Error) -> any Error {
        if error is InferenceError { return error }
        if error is CancellationError || Task.isCancelled { return CancellationError() }
        return InferenceError.unreachable(provider: provider, reason: "\(type(of: error))")
    }

    /// The part to pass on; nil where it is kept for the end.
    private func take(_ part: ReplyPart) -> ReplyPart? {
        switch part {
        case .usage(let usage):
            reported = usage
            return nil
        case .finish(let reason):
            return .usage(end(.finish(reason), outcome: "ok"))
        case .text(let text), .reasoning(let text):
            written.add(text)
        case .toolCall(let call):
            written.add(call.name)
            written.add(call.arguments)
        }
        if !hasWritten, let started { Metric.firstToken(time.now() - started, provider: provider) }
        hasWritten = true
        return part
    }

    @discardableResult
    private func end(_ ending: Ending, outcome: String) -> Usage {
        call.close()
        self.ending = ending
        Metric.request(provider: provider, outcome: outcome)
        if let started { Metric.seconds(time.now() - started, provider: provider) }
        let usage = usage()
        if hasWritten || reported != nil { Metric.tokens(usage, provider: provider) }
        return usage
    }

    private func usage() -> Usage {
        var usage =
            reported.flatMap { $0.totalTokens > 0 || !hasWritten ? $0 : nil }
            ?? Usage(
                promptTokens: TokenEstimate.tokens(in: prompt), completionTokens: written.tokens, isEstimate: true)
        usage.promptTokens = min(max(0, usage.promptTokens), Self.mostTokens)
        usage.completionTokens = min(max(0, usage.completionTokens), Self.mostTokens)
        let microdollars = usage.microdollars ?? price?.microdollars(for: usage)
        usage.microdollars = microdollars.map { min(max(0, $0), Self.mostMicrodollars) }
        usage.model = model.name  // which an engine may have learnt only now
        return usage
    }

    deinit {
        if ending == nil, started != nil { end(.over, outcome: "dropped") }
    }
}
