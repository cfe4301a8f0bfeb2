import Synchronization
import Testing

@testable import Inference

/// A model whose replies a test writes by hand, part by part.
final class LiveModel: LanguageModel {
    let name: String
    let traits: ModelTraits
    private let started = Mutex<[LiveReply]>([])

    init(_ name: String = "live", traits: ModelTraits = ModelTraits(contextTokens: 8192)) {
        self.name = name
        self.traits = traits
    }

    /// One for each reply whose first part was pulled, in that order.
    var replies: [LiveReply] { started.withLock { $0 } }

    func reply(to prompt: Prompt) async throws -> ReplyStream {
        PulledReply { [self] in LiveSource(prompt) { reply in self.started.withLock { $0.append(reply) } } }
    }

    /// The reply with this number, as soon as it was asked for.
    func reply(_ index: Int) async throws -> LiveReply {
        try await until("reply \(index) of \(name) is asked for") { self.replies.count > index }
        return replies[index]
    }
}

/// One reply under way.
final class LiveReply: Sendable {
    private struct State {
        var parts: [ReplyPart] = []
        var ending: Result<Void, any Error>?
        var puller: CheckedContinuation<Void, Never>?
        var isClosed = false
    }

    let prompt: Prompt
    private let state = Mutex(State())

    init(_ prompt: Prompt) { self.prompt = prompt }

    /// Whether nobody reads any more: the stream was dropped.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    func send(_ parts: ReplyPart...) { change { $0.parts += parts } }
    func fail(_ error: any Error) { change { $0.ending = .failure(error) } }
    /// Ends without a finish.
    func cut() { change { $0.ending = .success(()) } }

    func finish(_ text: String = "") {
        if !text.isEmpty { send(.text(text)) }
        send(.usage(Usage(promptTokens: 10, completionTokens: 5)), .finish(.stop))
        cut()
    }

    fileprivate func close() { change { $0.isClosed = true } }

    fileprivate func next() async throws -> ReplyPart? {
        while true {
            try Task.checkCancellation()
            let ready: Result<ReplyPart?, any Error>? = state.withLock { state in
                if !state.parts.isEmpty { return .success(state.parts.removeFirst()) }
                return state.ending?.map { nil }
            }
            if let ready { return try ready.get() }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    let mustWait = state.withLock { state in
                        guard state.parts.isEmpty, state.ending == nil else { return false }
                        state.puller = continuation
                        return true
                    }
                    if !mustWait { continuation.resume() } else if Task.isCancelled { change { _ in } }
                }
            } onCancel: {
                change { _ in }
            }
        }
    }

    private func change(_ change: (inout State) -> Void) {
        let puller = state.withLock { state in
            change(&state)
            defer { state.puller = nil }
            return state.puller
        }
        puller?.resume()
    }
}

private final class LiveSource: PartSource {
    private let reply: LiveReply
    private let start: (LiveReply) -> Void
    private var hasStarted = false

    init(_ prompt: Prompt, start: @escaping (LiveReply) -> Void) {
        reply = LiveReply(prompt)
        self.start = start
    }

    func next() async throws -> ReplyPart? {
        if !hasStarted { start(reply) }
        hasStarted = true
        return try await reply.next()
    }

    deinit { reply.close() }
}
