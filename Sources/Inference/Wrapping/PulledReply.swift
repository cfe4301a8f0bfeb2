/// Where the parts of one reply are pulled from.
///
/// It belongs to one iterator: whatever it holds (a slot, a seat in a flight, a
/// reservation) it gives back at the end, on an error, or when it is dropped.
protocol PartSource: AnyObject {
    func next() async throws -> ReplyPart?
}

/// The stream every wrapper returns: nothing happens before the first part is pulled.
struct PulledReply: AsyncSequence, Sendable {
    typealias Element = ReplyPart
    typealias Failure = any Error

    let open: @Sendable () -> any PartSource

    func makeAsyncIterator() -> Iterator { Iterator(source: open()) }

    struct Iterator: AsyncIteratorProtocol {
        let source: any PartSource

        mutating func next() async throws -> ReplyPart? { try await source.next() }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> ReplyPart? {
            try await source.next()
        }
    }
}

/// The reply of the model inside a wrapper, asked for with the first pull.
struct PulledCall {
    private let model: any LanguageModel
    private let prompt: Prompt
    private var iterator: (any AsyncIteratorProtocol<ReplyPart, any Error>)?

    init(_ model: any LanguageModel, _ prompt: Prompt) {
        self.model = model
        self.prompt = prompt
    }

    mutating func next() async throws -> ReplyPart? {
        if iterator == nil { iterator = try await model.reply(to: prompt).makeAsyncIterator() }
        return try await iterator?.next(isolation: #isolation)
    }

    /// Drops the stream, which closes the connection. Nothing may be pulled afterwards.
    mutating func close() { iterator = nil }
}
