import Inference

/// Understands how one provider writes a reply: bytes in, parts out. Throws `InferenceError`.
protocol ReplyReader: Sendable {
    mutating func read(_ bytes: [UInt8]) throws -> [ReplyPart]

    /// The body has ended, well or not: the last parts of a reply that was finished, or `.cutOff`.
    mutating func end() throws -> [ReplyPart]

    /// The provider said that nothing more will come.
    var isComplete: Bool { get }
}

extension ReplyReader {
    /// Text and reasoning as parts; empty ones are dropped.
    func written(text: String?, reasoning: String?) -> [ReplyPart] {
        var parts: [ReplyPart] = []
        if let reasoning, !reasoning.isEmpty { parts.append(.reasoning(reasoning)) }
        if let text, !text.isEmpty { parts.append(.text(text)) }
        return parts
    }
}

/// What every reply ends with: its tool calls, the usage where it was told, one finish.
struct ReplyEnding: Sendable {
    var toolCalls: [ToolCall] = []
    var usage: Usage?
    var finish: FinishReason?

    /// - Parameter reason: what to say where the provider gave no reason.
    func parts(otherwise reason: FinishReason) -> [ReplyPart] {
        let said = finish ?? reason
        return toolCalls.map(ReplyPart.toolCall) + (usage.map { [.usage($0)] } ?? [])
            + [.finish(said == .stop && !toolCalls.isEmpty ? .toolCalls : said)]
    }
}
