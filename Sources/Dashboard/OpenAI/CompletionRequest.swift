import Foundation
import Inference

/// What is posted to `/v1/chat/completions`, as far as we look at it.
/// https://platform.openai.com/docs/api-reference/chat/create
struct CompletionRequest: Decodable, Sendable {
    let model: String
    let messages: [Message]
    var stream: Bool?
    var streamOptions: StreamOptions?
    var temperature: Double?
    var topP: Double?
    var topK: Int?
    var minP: Double?
    var n: Int?
    var stop: OneOrMany?
    var maxTokens: Int?
    var maxCompletionTokens: Int?
    var presencePenalty: Double?
    var frequencyPenalty: Double?
    var repeatPenalty: Double?
    var responseFormat: ResponseFormat?
    var tools: [JSONValue]?
    var functions: [JSONValue]?
    var logprobs: Bool?
    var logitBias: [String: Double]?

    enum CodingKeys: String, CodingKey {
        case model, messages, stream, temperature, n, stop, tools, functions, logprobs
        case streamOptions = "stream_options"
        case logitBias = "logit_bias"
        case topP = "top_p"
        case topK = "top_k"
        case minP = "min_p"
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
        case presencePenalty = "presence_penalty"
        case frequencyPenalty = "frequency_penalty"
        case repeatPenalty = "repeat_penalty"
        case responseFormat = "response_format"
    }

    struct StreamOptions: Decodable, Sendable {
        var includeUsage: Bool?

        enum CodingKeys: String, CodingKey { case includeUsage = "include_usage" }
    }

    struct ResponseFormat: Decodable, Sendable {
        struct Schema: Decodable, Sendable { let schema: JSONValue? }

        let type: String
        let jsonSchema: Schema?

        enum CodingKeys: String, CodingKey {
            case type
            case jsonSchema = "json_schema"
        }
    }

    /// A text, or several.
    struct OneOrMany: Decodable, Sendable {
        let texts: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {  // else it must be several
                texts = [text]
            } else {
                texts = try container.decode([String].self)
            }
        }
    }
}

extension CompletionRequest {
    struct Message: Decodable, Sendable {
        let role: String
        let content: Content?
    }

    /// A text, or parts: texts and pictures.
    struct Content: Decodable, Sendable {
        var text = ""
        var imageURLs: [String] = []

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {  // else it must be parts
                self.text = text
                return
            }
            for part in try container.decode([Part].self) {
                switch (part.type, part.text, part.imageURL) {
                case ("text", let text?, _): self.text += self.text.isEmpty ? text : "\n" + text
                case ("image_url", _, let image?): imageURLs.append(image.url)
                default:
                    throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown kind of part")
                }
            }
        }

        private struct Part: Decodable {
            struct ImageURL: Decodable { let url: String }

            let type: String
            let text: String?
            let imageURL: ImageURL?

            enum CodingKeys: String, CodingKey {
                case type, text
                case imageURL = "image_url"
            }
        }
    }
}
