/// Writes the companion's next message.
///
/// A language model keeps no conversation of its own: everything it should
/// know is in the prompt, so the same prompt can be tried on another model.
package protocol LanguageModel: Sendable {
    /// What people see of the model: `"ollama/llama3.2"`.
    var name: String { get }

    /// What it can take; engines ask their provider once and keep the answer.
    var traits: ModelTraits { get async }

    /// Streams the reply as the model writes it. Nothing is asked before the
    /// first part is pulled; cancelling the iterating task, or dropping the
    /// stream, closes the connection and frees the model. An engine gives up on a
    /// provider that does not begin, or falls silent, in its time; that time runs
    /// while the provider is asked, not while a wrapper lets the prompt wait.
    ///
    /// - Throws: ``InferenceError``, here or from the stream.
    func reply(to prompt: Prompt) async throws -> ReplyStream
}

/// Parts in the order they were written: text, reasoning and tool calls, then
/// at most one usage, then exactly one finish. A stream that ends without a
/// finish was cut off.
package typealias ReplyStream = any AsyncSequence<ReplyPart, any Error> & Sendable
