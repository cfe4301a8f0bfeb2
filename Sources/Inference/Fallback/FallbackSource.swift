import Logging

/// One reply out of a ``Fallback``: goes from model to model until one speaks.
final class FallbackSource: PartSource {
    private struct Call {
        let index: Int
        let pass: CircuitBreaker.Pass
        var pulled: PulledCall
        var usage: Usage?
    }

    /// White space before the first word that is held back until it is known whether a word follows.
    private static let longestHold = 1000

    private let fallback: Fallback
    private let prompt: Prompt
    private var call: Call?
    private var nextIndex = 0
    private var failures: [InferenceError] = []
    /// What failed attempts used.
    private var wasted: Usage?
    private var held: [ReplyPart] = []
    private var hasSpoken = false
    /// To be passed on, oldest first.
    private var ready: ArraySlice<ReplyPart> = []
    private var ending: Result<Void, any Error>?

    init(_ fallback: Fallback, _ prompt: Prompt) {
        self.fallback = fallback
        self.prompt = prompt
    }

    func next() async throws -> ReplyPart? {
        while true {
            if let part = ready.popFirst() { return part }
            if let ending {
                self.ending = .success(())
                try ending.get()
                return nil
            }
            do {
                if call == nil { try await open() }
                guard let part = try await call?.pulled.next() else { throw InferenceError.cutOff(provider: provider) }
                try take(part)
            } catch {
                fail(error)
            }
        }
    }

    private var provider: String { call.map { fallback.models[$0.index].name } ?? fallback.name }

    // MARK: Asking

    /// Goes to the next member that may be asked.
    private func open() async throws {
        while nextIndex < fallback.models.count {
            let index = nextIndex
            nextIndex &+= 1
            switch fallback.admit(index) {
            case .failure(let error): failures.append(error)
            case .success(let pass):
                let model = fallback.models[index]
                call = Call(index: index, pass: pass, pulled: PulledCall(model, await prompt(for: model, index)))
                return
            }
        }
        throw failures.max { $0.usefulness < $1.usefulness } ?? .noModel(reason: "no language model is configured")
    }

    /// The first member is given the model that was asked for as it is; what else it is for must fit.
    private func prompt(for model: any LanguageModel, _ index: Int) async -> Prompt {
        if index == 0, prompt.model != nil { return prompt }
        var prompt = prompt.fitting(await model.traits)
        prompt.model = nil
        return prompt
    }

    // MARK: Passing on

    private func take(_ part: ReplyPart) throws {
        switch part {
        case .reasoning: ready.append(part)
        case .text(let text) where !hasSpoken && text.isBlank && held.count < Self.longestHold: held.append(part)
        case .text, .toolCall: speak(part)
        case .usage(let usage): call?.usage = usage
        case .finish:
            guard hasSpoken else { throw InferenceError.empty(provider: provider) }
            finish(part)
        }
    }

    private func speak(_ part: ReplyPart) {
        // Others need not wait for a probe's last word.
        if !hasSpoken, let call, call.pass.isProbe { fallback.succeeded(call.index, call.pass) }
        hasSpoken = true
        ready += held + [part]
        held = []
    }

    private func finish(_ part: ReplyPart) {
        guard let call else { return }
        fallback.succeeded(call.index, call.pass)
        passOnUsage()
        ready.append(part)
        ending = .success(())
    }

    private func fail(_ error: any Error) {
        if let call { fallback.failed(call.index, call.pass, error) }
        let isLast = call == nil
        let failedProvider = provider
        guard !isLast, !hasSpoken, let error = error as? InferenceError, error.letsOthersTry else {
            passOnUsage()
            ending = .failure(error)
            return
        }
        failures.append(error)
        wasted = total
        held = []
        call = nil
        Metric.fallback(from: failedProvider)
        Logger(label: "acore.inference").info(
            "a model failed before it answered", metadata: ["provider": "\(failedProvider)", "error": "\(error.kind)"])
    }

    /// Ends the call and gives what it and the failed ones used, once.
    private func passOnUsage() {
        if let total { ready.append(.usage(total)) }
        call = nil
        wasted = nil
    }

    private var total: Usage? {
        guard let used = call?.usage else { return wasted }
        return wasted.map { $0 + used } ?? used
    }

    deinit {
        guard let call else { return }
        if hasSpoken { fallback.succeeded(call.index, call.pass) } else { fallback.abandoned(call.index, call.pass) }
    }
}
