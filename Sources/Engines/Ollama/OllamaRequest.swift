import Foundation
import Inference

/// A prompt as the body of `/api/chat`.
enum OllamaRequest {
    static func body(_ prompt: Prompt, _ settings: OllamaLanguageModel.Settings) -> JSONValue {
        let hasImages = prompt.messages.contains { !$0.images.isEmpty }
        var body: [String: JSONValue] = [
            "model": .string(prompt.model ?? (hasImages ? settings.visionModel : nil) ?? settings.model),
            "messages": .array(messages(prompt)),
            "stream": true,
            "options": .object(options(prompt.sampling, contextTokens: settings.contextTokens)),
        ]
        if !prompt.tools.isEmpty { body["tools"] = .array(prompt.tools.map(\.asFunction)) }
        body["format"] = prompt.sampling.schema
        return .object(body)
    }

    private static func options(_ sampling: Sampling, contextTokens: Int) -> [String: JSONValue] {
        var options: [String: JSONValue] = ["num_ctx": .number(Double(contextTokens))]
        options["temperature"] = sampling.temperature.map(JSONValue.number)
        options["num_predict"] = sampling.maxTokens.map { .number(Double($0)) }
        options["top_p"] = sampling.topP.map(JSONValue.number)
        options["top_k"] = sampling.topK.map { .number(Double($0)) }
        options["min_p"] = sampling.minP.map(JSONValue.number)
        options["repeat_penalty"] = sampling.repeatPenalty.map(JSONValue.number)
        options["frequency_penalty"] = sampling.frequencyPenalty.map(JSONValue.number)
        options["presence_penalty"] = sampling.presencePenalty.map(JSONValue.number)
        if !sampling.stop.isEmpty { options["stop"] = .array(sampling.stop.map(JSONValue.string)) }
        return options
    }

    private static func messages(_ prompt: Prompt) -> [JSONValue] {
        // Ids begin anew in each round: a result belongs to the last call of its id before it.
        var names: [String: String] = [:]
        return prompt.wholeTalk.map { message in
            for call in message.toolCalls { names[call.id] = call.name }
            var fields: [String: JSONValue] = [
                "role": .string(message.role.rawValue), "content": .string(message.text),
            ]
            if !message.images.isEmpty { fields["images"] = .array(message.images.map { .string($0.base64) }) }
            if !message.toolCalls.isEmpty { fields["tool_calls"] = .array(message.toolCalls.map(call)) }
            fields["tool_name"] = message.toolCallID.flatMap { names[$0] }.map(JSONValue.string)
            return .object(fields)
        }
    }

    /// Ollama wants arguments as an object, not as text.
    private static func call(_ call: ToolCall) -> JSONValue {
        // What is no JSON object would be refused: the call is kept, its arguments are not.
        let arguments = (try? JSONValue(parsing: call.arguments)).flatMap { $0.object == nil ? nil : $0 }
        return ["function": ["name": .string(call.name), "arguments": arguments ?? [:]]]
    }
}
