import Foundation
import Inference

/// Reads `chat/completions`: server-sent events that end with `[DONE]`, or one JSON object from servers that do not stream.
struct ChatReplyReader: ReplyReader {
    /// What the first byte that is no space gives away.
    private enum Form { case unknown, events, plain }

    private var form = Form.unknown
    private var events: EventReader
    private var plain: [UInt8] = []
    private var calls = ToolCallAssembly()
    private var ending = ReplyEnding()
    private let faults: ProviderFaults
    private let limit: Int
    private(set) var isComplete = false

    /// - Parameter limit: bytes of one event, or of a body that is no stream.
    init(faults: ProviderFaults, limit: Int) {
        events = EventReader(limit: limit)
        self.faults = faults
        self.limit = limit
    }

    mutating func read(_ bytes: [UInt8]) throws -> [ReplyPart] {
        if form == .unknown { try recognise(bytes) }
        guard form == .events else { return try keep(bytes) }
        let whole: [[UInt8]]
        do { whole = try events.append(bytes) } catch { throw faults.endless(error) }
        return try whole.flatMap { try take($0) }
    }

    mutating func end() throws -> [ReplyPart] {
        if form == .plain {
            let parts = try take(plain)
            guard ending.finish != nil else { throw faults.garbled("JSON without an answer") }
            return try parts + finished(otherwise: .stop)
        }
        if isComplete { return [] }
        // Some servers end without `[DONE]`; the reason to stop is the end that counts.
        guard ending.finish != nil else { throw cutOff }
        return try finished(otherwise: .stop)
    }

    private var cutOff: InferenceError { .cutOff(provider: faults.provider) }

    private mutating func recognise(_ bytes: [UInt8]) throws {
        guard let first = bytes.first(where: { $0 > UInt8(ascii: " ") }) else { return }
        switch first {
        case UInt8(ascii: "<"): throw faults.garbled(ProviderFaults.webPage)
        case UInt8(ascii: "{"): form = .plain
        default: form = .events
        }
    }

    private mutating func keep(_ bytes: [UInt8]) throws -> [ReplyPart] {
        guard bytes.count <= limit - plain.count else {
            throw InferenceError.tooLarge(provider: faults.provider, limit: limit)
        }
        if form == .plain { plain += bytes }
        return []
    }

    private mutating func take(_ data: [UInt8]) throws -> [ReplyPart] {
        if isComplete || data.isEmpty { return [] }
        if data.starts(with: Array("[DONE]".utf8)) { return try finished(otherwise: .stop) }
        if let text = PlainChunk.text(in: data) { return written(text: text, reasoning: nil) }
        guard let chunk = try? JSONDecoder().decode(ChatChunk.self, from: Data(data)) else {
            throw faults.garbled("half JSON")
        }
        if let error = chunk.error { throw faults.fault(error) }
        if let usage = chunk.usage?.counted { ending.usage = usage }
        guard let choice = chunk.choices?.first else { return [] }
        let delta = choice.delta ?? choice.message
        for call in delta?.toolCalls ?? [] {
            guard calls.add(call, limit: limit) else {
                throw InferenceError.tooLarge(provider: faults.provider, limit: limit)
            }
        }
        // Some servers put an empty one into every chunk.
        if let reason = choice.finishReason, !reason.isEmpty { ending.finish = try finish(reason) }
        return written(text: delta?.content?.text, reasoning: delta?.reasoning ?? delta?.reasoningContent)
    }

    private func finish(_ reason: String) throws -> FinishReason {
        switch reason {
        case "length": .length
        case "tool_calls", "function_call": .toolCalls
        case "content_filter": .filtered
        case "error": throw InferenceError.failed(provider: faults.provider, status: 200, reason: "reported an error")
        default: .stop
        }
    }

    private mutating func finished(otherwise reason: FinishReason) throws -> [ReplyPart] {
        isComplete = true
        ending.toolCalls = calls.finished
        return ending.parts(otherwise: reason)
    }
}
