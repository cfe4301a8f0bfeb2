import Logging

/// One reply out of a ``Fallback``: goes from model to model until one speaks.
final class FallbackSource: PartSource {
    private struct Call {
        let index: Int
        let pass: CircuitBreaker.Pass
        var iterator: (any AsyncIteratorProtocol<ReplyPart, any Error>)?
        /// The first part, pulled under the time limit and not yet looked at.
        var opening: ReplyPart??
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
                guard let part = try await pull() else { throw InferenceError.cutOff(provider: provider) }
                try take(part)
            } catch {
                fail(error)
            }
        }
    }

    private var provider: String { call.map { fallback.models[$0.index].name } ?? fallback.name }

    // MARK: Asking

    /// Asks the next member that may be asked, and waits for its first part.
    private func open() async throws {
        while nextIndex < fallback.models.count {
            let index = nextIndex
            nextIndex &+= 1
            switch fallback.admit(index) {
            case .failure(let error): failures.append(error)
            case .success(let pass):
                call = Call(index: index, pass: pass)
                var prompt = prompt
                if index > 0 { prompt.model = nil }
                let opening = try await firstPart(of: fallback.models[index], prompt)
                call?.iterator = opening.iterator
                call?.opening = .some(opening.part)
                return
            }
        }
        throw failures.max { $0.usefulness < $1.usefulness } ?? .noModel(reason: "no language model is configured")
    }

    private func pull() async throws -> ReplyPart? {
        if let opening = call?.opening {
            call?.opening = nil
            return opening
        }
        return try await call?.iterator?.next(isolation: #isolation)
    }

    /// The first part and the rest behind it, or an error when it does not come in time.
    private func firstPart(of model: any LanguageModel, _ prompt: Prompt) async throws -> Opening {
        let (time, limit, watch) = (fallback.time, fallback.firstTokenLimit, QueueWatch())
        return try await QueueWatch.$current.withValue(watch) {
            try await withThrowingTaskGroup(of: Opening?.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    var iterator = try await model.reply(to: prompt).makeAsyncIterator()
                    let part = try await iterator.next(isolation: nil)
                    return Opening(iterator, part)
                }
                group.addTask {
                    try await time.sleep(time.now() + limit)
                    return nil
                }
                if case .some(.some(let opening)) = try await group.next() { return opening }
                throw watch.isWaiting
                    ? InferenceError.busy(provider: model.name, reason: "no turn in time")
                    : .timedOut(provider: model.name, wait: "first token")
            }
        }
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

/// A reply whose first part has come: made in one task and handed on, once, to the one that reads the rest.
private final class Opening: @unchecked Sendable {
    let iterator: any AsyncIteratorProtocol<ReplyPart, any Error>
    let part: ReplyPart?

    init(_ iterator: any AsyncIteratorProtocol<ReplyPart, any Error>, _ part: ReplyPart?) {
        self.iterator = iterator
        self.part = part
    }
}
