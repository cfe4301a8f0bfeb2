import Inference

// The names are OpenAI's and those of servers that speak like it.

/// One event of a streamed reply; the whole answer of a server that does not stream looks the same, with `message`.
struct ChatChunk: Decodable {
    struct Choice: Decodable {
        var delta: Delta?
        var message: Delta?
        var finish_reason: String?
    }

    struct Delta: Decodable {
        var content: Content?
        var reasoning: String?
        var reasoning_content: String?
        var tool_calls: [Call]?
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
        var prompt_tokens: Int?
        var completion_tokens: Int?

        var counted: Usage? {
            guard let prompt_tokens, let completion_tokens else { return nil }
            return Usage(promptTokens: max(prompt_tokens, 0), completionTokens: max(completion_tokens, 0))
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
            var n_ctx: Int?
            var n_params: Double?
        }

        struct Architecture: Decodable { var input_modalities: [String]? }

        var id: String
        var context_length: Int?
        var max_model_len: Int?
        var meta: Meta?
        var architecture: Architecture?
        var supported_parameters: [String]?

        /// No prompt fits into less than 512; a server that says so means something else.
        var contextTokens: Int? {
            (meta?.n_ctx ?? context_length ?? max_model_len).flatMap { $0 >= 512 ? $0 : nil }
        }
    }

    var data: [Entry]
}
