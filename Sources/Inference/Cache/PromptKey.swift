import Crypto

/// Names a question: two prompts have the same key exactly if the same answer may serve both.
///
/// SHA-256 over everything that shapes the answer and over the audience that may
/// hear it; who pays (``Prompt/account``) is not part of it.
struct PromptKey: Hashable, Sendable {
    private let digest: SIMD4<UInt64>

    /// Nil where the prompt's answer may not be given twice.
    init?(_ prompt: Prompt, model: String) {
        guard case .within(let audience) = prompt.reuse else { return nil }
        let bytes = CanonicalBytes(prompt, model: model, audience: audience).bytes
        digest = SHA256.hash(data: bytes).withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }
}

/// A prompt as bytes, so that different prompts give different bytes: every
/// string and list says its length first, every optional whether it is there.
struct CanonicalBytes {
    private(set) var bytes: [UInt8] = []

    init(_ prompt: Prompt, model: String, audience: String) {
        bytes.reserveCapacity(1024 &+ prompt.system.utf8.count &+ prompt.messages.count &* 512)
        put(model)
        put(audience)
        put(prompt.model, put: { $0.put($1) })
        put(prompt.route?.rawValue, put: { $0.put($1) })
        put(prompt.system)
        put(prompt.messages) { $0.put($1) }
        put(prompt.tools) { $0.put($1) }
        put(prompt.sampling)
    }

    private mutating func put(_ message: Prompt.Message) {
        put(message.role.rawValue)
        put(message.text)
        put(message.images) { writer, image in
            writer.put(image.mediaType)
            writer.put(length: image.bytes.count)
            writer.bytes += image.bytes
        }
        put(message.toolCalls) { writer, call in
            writer.put(call.id)
            writer.put(call.name)
            writer.put(call.arguments)
        }
        put(message.toolCallID, put: { $0.put($1) })
    }

    private mutating func put(_ tool: ToolDescription) {
        put(tool.name)
        put(tool.summary)
        put(tool.parameters)
    }

    private mutating func put(_ sampling: Sampling) {
        let numbers = [
            sampling.temperature, sampling.topP, sampling.minP, sampling.repeatPenalty, sampling.frequencyPenalty,
            sampling.presencePenalty,
        ]
        for number in numbers { put(number, put: { $0.put($1.bitPattern) }) }
        for number in [sampling.maxTokens, sampling.topK] { put(number, put: { $0.put(length: $1) }) }
        put(sampling.stop) { $0.put($1) }
        put(sampling.schema, put: { $0.put($1) })
    }

    private mutating func put(_ json: JSONValue) {
        switch json {
        case .null: bytes.append(0)
        case .bool(let flag): bytes.append(flag ? 2 : 1)
        case .number(let number):
            bytes.append(3)
            put(number.bitPattern)
        case .string(let text):
            bytes.append(4)
            put(text)
        case .array(let items):
            bytes.append(5)
            put(items) { $0.put($1) }
        case .object(let members):
            bytes.append(6)
            put(members.sorted { $0.key < $1.key }) { writer, member in
                writer.put(member.key)
                writer.put(member.value)
            }
        }
    }

    private mutating func put(_ text: String) {
        put(length: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func put<Value>(_ value: Value?, put: (inout Self, Value) -> Void) {
        bytes.append(value == nil ? 0 : 1)
        if let value { put(&self, value) }
    }

    private mutating func put<Item>(_ items: [Item], each put: (inout Self, Item) -> Void) {
        self.put(length: items.count)
        for item in items { put(&self, item) }
    }

    private mutating func put(length: Int) { put(UInt64(bitPattern: Int64(length))) }

    private mutating func put(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
