import Foundation
import Inference

extension Prompt {
    /// The messages with the system text in front; many chat templates take only one system message, so
    /// a leading one is merged into it.
    var wholeTalk: [Message] {
        guard !system.isEmpty else { return messages }
        guard let first = messages.first, first.role == .system else { return [Message(.system, system)] + messages }
        return [Message(.system, system + "\n\n" + first.text)] + messages.dropFirst()
    }
}

extension Prompt.Image {
    var base64: String { Data(bytes).base64EncodedString() }
}

extension ToolDescription {
    /// As OpenAI and Ollama both take it.
    var asFunction: JSONValue {
        [
            "type": "function",
            "function": ["name": .string(name), "description": .string(summary), "parameters": parameters],
        ]
    }
}
