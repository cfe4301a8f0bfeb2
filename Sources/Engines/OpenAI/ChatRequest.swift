import Foundation
import Inference

/// A prompt as the body of `chat/completions`.
enum ChatRequest {
    static func body(_ prompt: Prompt, _ settings: OpenAILanguageModel.Settings) -> JSONValue {
        let hasImages = prompt.messages.contains { !$0.images.isEmpty }
        var body: [String: JSONValue] = [
            "model": .string(prompt.model ?? (hasImages ? settings.visionModel : nil) ?? settings.model),
            "messages": .array(prompt.wholeTalk.map(message)),
            "stream": true,
            "stream_options": ["include_usage": true],
        ]
        if !prompt.tools.isEmpty { body["tools"] = .array(prompt.tools.map(\.asFunction)) }
        if let schema = prompt.sampling.schema {
            body["response_format"] = [
                "type": "json_schema", "json_schema": ["name": "reply", "schema": schema],
            ]
        }
        body.merge(sampling(prompt.sampling, settings.flavour)) { _, new in new }
        return .object(body)
    }

    private static func sampling(
        _ sampling: Sampling, _ flavour: OpenAILanguageModel.Flavour
    ) -> [String: JSONValue] {
        var fields: [String: JSONValue] = [:]
        fields["temperature"] = sampling.temperature.map(JSONValue.number)
        fields[flavour == .openAI ? "max_completion_tokens" : "max_tokens"] = sampling.maxTokens.map {
            .number(Double($0))
        }
        fields["top_p"] = sampling.topP.map(JSONValue.number)
        fields["frequency_penalty"] = sampling.frequencyPenalty.map(JSONValue.number)
        fields["presence_penalty"] = sampling.presencePenalty.map(JSONValue.number)
        // OpenAI refuses more than four.
        if !sampling.stop.isEmpty { fields["stop"] = .array(sampling.stop.prefix(4).map(JSONValue.string)) }
        guard flavour == .openRouter || flavour == .llamaServer else { return fields }
        fields["top_k"] = sampling.topK.map { .number(Double($0)) }
        fields["min_p"] = sampling.minP.map(JSONValue.number)
        fields[flavour == .openRouter ? "repetition_penalty" : "repeat_penalty"] =
            sampling.repeatPenalty.map(JSONValue.number)
        return fields
    }

    private static func message(_ message: Prompt.Message) -> JSONValue {
        var fields: [String: JSONValue] = ["role": .string(message.role.rawValue), "content": content(message)]
        if !message.toolCalls.isEmpty { fields["tool_calls"] = .array(message.toolCalls.map(call)) }
        fields["tool_call_id"] = message.toolCallID.map(JSONValue.string)
        return .object(fields)
    }

    private static func content(_ message: Prompt.Message) -> JSONValue {
        if message.text.isEmpty, !message.toolCalls.isEmpty { return .null }
        guard !message.images.isEmpty else { return .string(message.text) }
        let text: [JSONValue] = message.text.isEmpty ? [] : [["type": "text", "text": .string(message.text)]]
        let images = message.images.map { image -> JSONValue in
            ["type": "image_url", "image_url": ["url": .string("data:\(image.mediaType);base64,\(image.base64)")]]
        }
        return .array(text + images)
    }

    private static func call(_ call: ToolCall) -> JSONValue {
        [
            "id": .string(call.id), "type": "function",
            "function": ["name": .string(call.name), "arguments": .string(call.arguments)],
        ]
    }
}
