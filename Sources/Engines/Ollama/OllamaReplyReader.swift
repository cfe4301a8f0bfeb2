import Foundation
import Inference

/// Reads `/api/chat`: one JSON object a line, the last with `"done": true`.
struct OllamaReplyReader: ReplyReader {
    private var lines: LineReader
    private var ending = ReplyEnding()
    private let faults: ProviderFaults
    private(set) var isComplete = false

    /// - Parameter limit: bytes of one line.
    init(faults: ProviderFaults, limit: Int) {
        lines = LineReader(limit: limit)
        self.faults = faults
    }

    mutating func read(_ bytes: [UInt8]) throws -> [ReplyPart] {
        let whole: [[UInt8]]
        do { whole = try lines.append(bytes) } catch { throw faults.endless(error) }
        return try whole.flatMap { try take($0) }
    }

    mutating func end() throws -> [ReplyPart] {
        // The last line may lack its line end; half a line is no line.
        let last = (try? JSONDecoder().decode(OllamaChunk.self, from: Data(lines.rest))) != nil
        let parts = last ? try take(lines.rest) : []
        guard isComplete else { throw InferenceError.cutOff(provider: faults.provider) }
        return parts
    }

    private mutating func take(_ line: [UInt8]) throws -> [ReplyPart] {
        if isComplete { return [] }
        guard let chunk = try? JSONDecoder().decode(OllamaChunk.self, from: Data(line)) else {
            throw faults.garbled(line.first == UInt8(ascii: "<") ? ProviderFaults.webPage : "half JSON")
        }
        if let error = chunk.error { throw faults.fault(.object(["error": error])) }
        var parts = written(text: chunk.message?.content, reasoning: chunk.message?.thinking)
        for call in chunk.message?.toolCalls ?? [] { try add(call) }
        if chunk.done == true {
            isComplete = true
            finish(chunk)
            parts += ending.parts(otherwise: .stop)
        }
        return parts
    }

    private mutating func add(_ call: OllamaChunk.Call) throws {
        guard ending.toolCalls.count < ToolCallAssembly.mostCalls else {
            throw InferenceError.tooLarge(provider: faults.provider, limit: ToolCallAssembly.mostCalls)
        }
        let id = call.id ?? "call_\(ending.toolCalls.count)"
        ending.toolCalls.append(
            ToolCall(id: id, name: call.function.name, arguments: call.function.arguments?.text ?? "{}"))
    }

    private mutating func finish(_ chunk: OllamaChunk) {
        ending.finish = chunk.doneReason == "length" ? .length : .stop
        guard let written = chunk.writtenTokens else { return }
        // A prompt that Ollama had cached is not counted again: the field is absent then.
        ending.usage = Usage(promptTokens: max(chunk.promptTokens ?? 0, 0), completionTokens: max(written, 0))
    }
}
