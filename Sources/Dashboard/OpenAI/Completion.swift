import Companion
import Foundation
import Inference
import NIOCore

/// One answer in OpenAI's shapes: whole, or in chunks.
struct Completion: Sendable {
    let id: String
    let model: String
    let created: Int
    /// What stands before and after the words of every chunk; made once, copied for each.
    private let pieceStart: ByteBuffer
    private static let pieceEnd: StaticString = "},\"finish_reason\":null,\"index\":0}]}\n\n"

    init(model: String, created: Date, id: String = "chatcmpl-\(Token.readable(24))") {
        self.id = id
        self.model = model
        self.created = Int(created.timeIntervalSince1970)
        var start = ByteBuffer(string: "data: {\"id\":\"\(id)\",\"object\":\"chat.completion.chunk\",\"created\":")
        start.writeString("\(self.created),\"model\":")
        start.writeJSONString(model)
        start.writeStaticString(",\"choices\":[{\"delta\":{\"content\":")
        pieceStart = start
    }

    func piece(_ text: String) -> ByteBuffer {
        var frame = pieceStart
        frame.writeJSONString(text)
        frame.writeStaticString(Self.pieceEnd)
        return frame
    }

    /// Says who speaks.
    var first: ByteBuffer {
        chunk([Choice(delta: .init(role: "assistant", content: ""), finishReason: nil)])
    }

    func last(_ finish: FinishReason) -> ByteBuffer {
        chunk([Choice(delta: .init(), finishReason: finish.rawValue)])
    }

    func usage(_ usage: Inference.Usage) -> ByteBuffer { chunk([], usage: Usage(usage)) }

    func whole(_ answer: Answer) -> some Encodable & Sendable {
        Body(
            id: id, object: "chat.completion", created: created, model: model,
            choices: [
                Choice(
                    message: .init(role: "assistant", content: answer.text), finishReason: answer.finish.rawValue)
            ], usage: Usage(answer.usage))
    }

    /// `data: …` as OpenAI sends it: events without a name.
    static func frame(_ json: ByteBuffer) -> ByteBuffer {
        var frame = ByteBuffer(staticString: "data: ")
        frame.writeImmutableBuffer(json)
        frame.writeStaticString("\n\n")
        return frame
    }

    private func chunk(_ choices: [Choice], usage: Usage? = nil) -> ByteBuffer {
        Self.frame(
            JSONText.encode(
                Body(
                    id: id, object: "chat.completion.chunk", created: created, model: model, choices: choices,
                    usage: usage)))
    }
}

private struct Body: Encodable, Sendable {
    let id: String
    let object: String
    let created: Int
    let model: String
    let choices: [Choice]
    let usage: Usage?
}

private struct Choice: Encodable, Sendable {
    struct Message: Encodable, Sendable {
        var role: String?
        var content: String?
    }

    var index = 0
    var message: Message?
    var delta: Message?
    /// Present in every choice, null until the end.
    var finishReason: String?

    enum CodingKeys: String, CodingKey {
        case index, message, delta
        case finishReason = "finish_reason"
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(index, forKey: .index)
        try fields.encodeIfPresent(message, forKey: .message)
        try fields.encodeIfPresent(delta, forKey: .delta)
        try fields.encode(finishReason, forKey: .finishReason)
    }
}

private struct Usage: Encodable, Sendable {
    let promptTokens: Int
    let completionTokens: Int
    let totalTokens: Int

    init(_ usage: Inference.Usage) {
        promptTokens = usage.promptTokens
        completionTokens = usage.completionTokens
        totalTokens = usage.totalTokens
    }

    enum CodingKeys: String, CodingKey {
        case promptTokens = "prompt_tokens"
        case completionTokens = "completion_tokens"
        case totalTokens = "total_tokens"
    }
}
