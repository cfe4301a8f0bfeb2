import Testing

@testable import Inference

/// Lets other tasks run until this is so. Fails the test when it does not become so.
func until(
    _ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () async throws -> Bool
) async throws {
    for _ in 0..<200_000 {
        if try await condition() { return }
        await Task.yield()
    }
    Issue.record("never: \(what)", sourceLocation: sourceLocation)
    throw CancellationError()
}

/// Gives other tasks many chances to do what they must not do.
func settle() async {
    for _ in 0..<200 { await Task.yield() }
}

extension LanguageModel {
    /// The whole reply.
    func parts(_ prompt: Prompt) async throws -> [ReplyPart] {
        var parts: [ReplyPart] = []
        for try await part in try await reply(to: prompt) { parts.append(part) }
        return parts
    }

    func text(_ prompt: Prompt) async throws -> String { try await parts(prompt).text }

    /// The parts that came, and the error after them.
    func outcome(_ prompt: Prompt) async -> (parts: [ReplyPart], error: (any Error)?) {
        var parts: [ReplyPart] = []
        do {
            for try await part in try await reply(to: prompt) { parts.append(part) }
            return (parts, nil)
        } catch {
            return (parts, error)
        }
    }
}

extension [ReplyPart] {
    var text: String { map { if case .text(let text) = $0 { text } else { "" } }.joined() }

    var usages: [Usage] { compactMap { if case .usage(let usage) = $0 { usage } else { nil } } }

    var finishes: [FinishReason] { compactMap { if case .finish(let reason) = $0 { reason } else { nil } } }
}

extension Prompt {
    /// A question of one sentence.
    init(_ text: String, by speaker: String = "ann", reuse: Reuse = .within(audience: "all")) {
        self.init(
            messages: [Message(.user, text)], reuse: reuse, account: Account(speaker: speaker, place: "room"))
    }
}
