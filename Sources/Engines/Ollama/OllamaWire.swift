import Inference

// The names are Ollama's.

/// One line of `/api/chat`.
struct OllamaChunk: Decodable {
    struct Message: Decodable {
        var content: String?
        var thinking: String?
        var tool_calls: [Call]?
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
    var done_reason: String?
    var prompt_eval_count: Int?
    var eval_count: Int?
    var error: JSONValue?
}

/// `/api/tags`.
struct OllamaTags: Decodable {
    struct Model: Decodable { var name: String }

    var models: [Model]
}

/// `/api/show`.
struct OllamaShow: Decodable {
    struct Details: Decodable { var parameter_size: String? }

    var details: Details?
    var capabilities: [String]?
    var model_info: [String: JSONValue]?

    /// - Parameter window: the context that is asked for; the model's own may be smaller.
    func traits(window: Int, hasVisionModel: Bool) -> ModelTraits {
        let length = model_info?.first { $0.key.hasSuffix(".context_length") }?.value.integer
        return ModelTraits(
            contextTokens: min(window, max(length ?? window, 512)),
            billionParameters: billionParameters,
            seesImages: hasVisionModel || (capabilities ?? []).contains("vision"),
            callsTools: (capabilities ?? []).contains("tools"))
    }

    private var billionParameters: Double? {
        if let count = model_info?["general.parameter_count"]?.number { return count / 1e9 }
        guard let size = details?.parameter_size, let number = Double(size.dropLast()) else { return nil }
        return switch size.last {
        case "B": number
        case "M": number / 1_000
        case "K": number / 1_000_000
        default: nil
        }
    }
}
