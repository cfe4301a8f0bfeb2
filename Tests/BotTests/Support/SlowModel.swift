import Inference
import Synchronization

/// A model that says a little at once, and the rest when a test lets it.
final class SlowModel: LanguageModel {
    let name = "slow"
    let traits = ModelTraits(contextTokens: 8192, seesImages: true, callsTools: true)
    private let beginning: String
    private let ending: String
    private let gate = Mutex(Gate())
    private let count = Mutex(0)

    /// - Parameter beginning: what it says at once; empty where it only thinks.
    init(_ beginning: String = "", then ending: String) {
        self.beginning = beginning
        self.ending = ending
    }

    /// How often it was asked.
    var questions: Int { count.withLock { $0 } }

    private struct Gate {
        var isOpen = false
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    /// Lets it finish, now and from now on.
    func goOn() {
        gate.withLock { gate in
            gate.isOpen = true
            defer { gate.waiting = [] }
            return gate.waiting
        }.forEach { $0.finish() }
    }

    func reply(to prompt: Prompt) async throws -> ReplyStream {
        count.withLock { $0 += 1 }
        let parts = Mutex([ReplyPart.text(beginning), .text(ending), .finish(.stop)].filter { $0 != .text("") })
        let held = parts.withLock { $0.count } - (beginning.isEmpty ? 0 : 1)
        return AsyncThrowingStream<ReplyPart, any Error>(unfolding: {
            if parts.withLock({ $0.count }) == held { try await self.isLetGo() }
            return parts.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        })
    }

    private func isLetGo() async throws {
        let (stream, waiting) = AsyncStream.makeStream(of: Void.self)
        let isOpen = gate.withLock { gate in
            if !gate.isOpen { gate.waiting.append(waiting) }
            return gate.isOpen
        }
        if isOpen { waiting.finish() }
        for await _ in stream {}
        try Task.checkCancellation()
    }
}
