import Inference

/// Understands how one provider writes a reply: bytes in, parts out. Throws `InferenceError`.
protocol ReplyReader: Sendable {
    mutating func read(_ bytes: [UInt8]) throws -> [ReplyPart]

    /// The body has ended, well or not: the last parts of a reply that was finished, or `.cutOff`.
    mutating func end() throws -> [ReplyPart]

    /// The provider said that nothing more will come.
    var isComplete: Bool { get }
}

/// What every reply ends with: its tool calls, one usage, one finish.
struct ReplyEnding: Sendable {
    /// Bytes of text in the prompt and the reply, for an estimate where the provider does not count tokens.
    private let promptBytes: Int
    private var replyBytes = 0
    var toolCalls: [ToolCall] = []
    var usage: Usage?
    var finish: FinishReason?

    init(for prompt: Prompt) {
        promptBytes = prompt.messages.reduce(prompt.system.utf8.count) { $0 &+ $1.text.utf8.count }
    }

    /// Text and reasoning as parts, and counted; empty ones are dropped.
    mutating func written(text: String?, reasoning: String?) -> [ReplyPart] {
        var parts: [ReplyPart] = []
        if let reasoning, !reasoning.isEmpty { parts.append(.reasoning(reasoning)) }
        if let text, !text.isEmpty { parts.append(.text(text)) }
        replyBytes = replyBytes &+ (text?.utf8.count ?? 0) &+ (reasoning?.utf8.count ?? 0)
        return parts
    }

    /// - Parameter reason: what to say where the provider gave no reason.
    func parts(otherwise reason: FinishReason) -> [ReplyPart] {
        let said = finish ?? reason
        return toolCalls.map(ReplyPart.toolCall) + [
            .usage(usage ?? estimate),
            .finish(said == .stop && !toolCalls.isEmpty ? .toolCalls : said),
        ]
    }

    /// Four bytes a token, which is near for English.
    private var estimate: Usage {
        Usage(promptTokens: (promptBytes &+ 3) / 4, completionTokens: (replyBytes &+ 3) / 4, isEstimate: true)
    }
}
