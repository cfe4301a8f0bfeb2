import Inference

/// One line of `/api/chat`.
struct OllamaChunk: Decodable {
    struct Message: Decodable {
        var content: String?
        var thinking: String?
        var toolCalls: [Call]?

        enum CodingKeys: String, CodingKey {
            case content, thinking
            case toolCalls = "tool_calls"
        }
    }

    struct Call: Decodable {
        struct Function: Decodable {
            var name: String
            var arguments: JSONValue?
        }

        var id: String?
        var function: Function
    }

    var message: Message?
    var done: Bool?
    var doneReason: String?
    var promptTokens: Int?
    var writtenTokens: Int?
    var error: JSONValue?

    enum CodingKeys: String, CodingKey {
        case message, done, error
        case doneReason = "done_reason"
        case promptTokens = "prompt_eval_count"
        case writtenTokens = "eval_count"
    }
}

/// `/api/tags`.
struct OllamaTags: Decodable {
    struct Model: Decodable { var name: String }

    var models: [Model]
}

/// `/api/show`.
struct OllamaShow: Decodable {
    struct Details: Decodable {
        var size: String?

        enum CodingKeys: String, CodingKey { case size = "parameter_size" }
    }

    var details: Details?
    var capabilities: [String]?
    var info: [String: JSONValue]?

    enum CodingKeys: String, CodingKey {
        case details, capabilities
        case info = "model_info"
    }

    /// - Parameter window: the context that is asked for; the model's own may be smaller.
    func traits(window: Int, hasVisionModel: Bool) -> ModelTraits {
        let length = info?.first { $0.key.hasSuffix(".context_length") }?.value.integer
        return ModelTraits(
            contextTokens: min(window, max(length ?? window, 512)),
            billionParameters: ModelTraits.billionParameters(stated: billionParameters),
            seesImages: hasVisionModel || (capabilities ?? []).contains("vision"),
            callsTools: (capabilities ?? []).contains("tools"))
    }

    private var billionParameters: Double? {
        if let count = info?["general.parameter_count"]?.number { return count / 1e9 }
        guard let size = details?.size, let number = Double(size.dropLast()) else { return nil }
        return switch size.last {
        case "B": number
        case "M": number / 1_000
        case "K": number / 1_000_000
        default: nil
        }
    }
}
