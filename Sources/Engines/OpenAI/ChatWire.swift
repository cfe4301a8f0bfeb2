import Inference

/// One event of a streamed reply; the whole answer of a server that does not stream looks the same, with `message`.
struct ChatChunk: Decodable {
    struct Choice: Decodable {
        var delta: Delta?
        var message: Delta?
        var finishReason: String?

        enum CodingKeys: String, CodingKey {
            case delta, message
            case finishReason = "finish_reason"
        }
    }

    struct Delta: Decodable {
        var content: Content?
        var reasoning: String?
        var reasoningContent: String?
        var toolCalls: [Call]?

        enum CodingKeys: String, CodingKey {
            case content, reasoning
            case reasoningContent = "reasoning_content"
            case toolCalls = "tool_calls"
        }
    }

    struct Call: Decodable {
        struct Function: Decodable {
            var name: String?
            var arguments: Arguments?
        }

        var index: Int?
        var id: String?
        var function: Function?
    }

    struct Counts: Decodable {
        var promptTokens: Int?
        var completionTokens: Int?
        /// OpenRouter's in US dollars; an object elsewhere.
        var cost: JSONValue?

        var counted: Usage? {
            guard let promptTokens, let completionTokens else { return nil }
            return Usage(
                promptTokens: max(promptTokens, 0), completionTokens: max(completionTokens, 0),
                microdollars: microdollars)
        }

        /// Rounded up, so that what costs something is never free.
        private var microdollars: Int? {
            cost?.number.flatMap { (0..<1e9).contains($0) ? Int(($0 * 1e6).rounded(.up)) : nil }
        }

        enum CodingKeys: String, CodingKey {
            case cost
            case promptTokens = "prompt_tokens"
            case completionTokens = "completion_tokens"
        }
    }

    var choices: [Choice]?
    var usage: Counts?
    var error: JSONValue?

    /// Text, or a list of parts of which the text ones count.
    struct Content: Decodable {
        private struct Part: Decodable {
            var type: String?
            var text: String?
        }

        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let plain = try? container.decode(String.self) {  // the other form is tried next
                text = plain
            } else {
                text = try container.decode([Part].self).filter { $0.type == "text" }.compactMap(\.text).joined()
            }
        }
    }

    /// JSON as text; some servers send the object itself.
    struct Arguments: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let plain = try? container.decode(String.self) {  // the other form is tried next
                text = plain
            } else {
                text = try container.decode([String: JSONValue].self).jsonText
            }
        }
    }
}

extension [String: JSONValue] {
    fileprivate var jsonText: String { JSONValue.object(self).text }
}

/// `/models`, with what servers add to it: OpenRouter `context_length`, vLLM `max_model_len`, llama.cpp `meta`.
struct ChatModelList: Decodable {
    struct Entry: Decodable {
        struct Meta: Decodable {
            var contextTokens: Int?
            var parameters: Double?

            enum CodingKeys: String, CodingKey {
                case contextTokens = "n_ctx"
                case parameters = "n_params"
            }
        }

        struct Architecture: Decodable {
            var inputModalities: [String]?

            enum CodingKeys: String, CodingKey { case inputModalities = "input_modalities" }
        }

        var id: String
        var contextLength: Int?
        var longestPrompt: Int?
        var meta: Meta?
        var architecture: Architecture?
        var supportedParameters: [String]?

        enum CodingKeys: String, CodingKey {
            case id, meta, architecture
            case contextLength = "context_length"
            case longestPrompt = "max_model_len"
            case supportedParameters = "supported_parameters"
        }

        var contextTokens: Int? {
            ModelTraits.contextTokens(stated: meta?.contextTokens ?? contextLength ?? longestPrompt)
        }

        var billionParameters: Double? { ModelTraits.billionParameters(stated: meta?.parameters.map { $0 / 1e9 }) }
    }

    var data: [Entry]
}
