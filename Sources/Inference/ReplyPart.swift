/// One piece of a reply, as it flows.
package enum ReplyPart: Sendable, Equatable {
    case text(String)
    /// What a thinking model says to itself; never shown as the answer.
    case reasoning(String)
    /// Complete: engines put the pieces of a call together before they pass it on.
    case toolCall(ToolCall)
    case usage(Usage)
    case finish(FinishReason)
}

/// Why a model stopped writing.
package enum FinishReason: String, Sendable, Codable {
    /// It had said everything, or met a stop sequence.
    case stop
    /// It ran into the token limit: the text is cut off.
    case length
    /// It waits for the results of its tool calls.
    case toolCalls = "tool_calls"
    /// The provider's filter took the answer away.
    case filtered = "content_filter"
}

/// Tokens read and written by one call.
package struct Usage: Sendable, Hashable, Codable {
    package var promptTokens: Int
    package var completionTokens: Int
    /// True where the provider reported nothing and we counted characters.
    package var isEstimate: Bool
    /// What it cost, in millionths of a US dollar: as the provider said, or by its configured price; nil where unknown.
    package var microdollars: Int?
    /// Which model answered, by its name; nil where nobody says.
    package var model: String?

    package var totalTokens: Int { promptTokens.saturatingAdd(completionTokens) }

    package init(
        promptTokens: Int, completionTokens: Int, isEstimate: Bool = false, microdollars: Int? = nil,
        model: String? = nil
    ) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.isEstimate = isEstimate
        self.microdollars = microdollars
        self.model = model
    }

    /// Two calls that were made for one reply, such as a failed try and the one after it, whose model is the answer's.
    package static func + (one: Usage, other: Usage) -> Usage {
        Usage(
            promptTokens: one.promptTokens.saturatingAdd(other.promptTokens),
            completionTokens: one.completionTokens.saturatingAdd(other.completionTokens),
            isEstimate: one.isEstimate || other.isEstimate,
            microdollars: one.microdollars.map { $0.saturatingAdd(other.microdollars ?? 0) } ?? other.microdollars,
            model: other.model ?? one.model)
    }
}

/// A model's wish to have a tool run.
package struct ToolCall: Sendable, Hashable, Codable {
    /// The provider's id for it, repeated with the result.
    package var id: String
    package var name: String
    /// The arguments as the model wrote them: JSON text, not yet validated.
    package var arguments: String

    package init(id: String, name: String, arguments: String) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
