/// A reply that is already known, as a stream.
package struct StoredReply: AsyncSequence, Sendable {
    package typealias Element = ReplyPart
    package typealias Failure = any Error

    package let parts: [ReplyPart]
    package var failure: InferenceError?

    package init(parts: [ReplyPart], failure: InferenceError? = nil) {
        self.parts = parts
        self.failure = failure
    }

    package func makeAsyncIterator() -> Iterator { Iterator(parts: parts[...], failure: failure) }

    package struct Iterator: AsyncIteratorProtocol {
        var parts: ArraySlice<ReplyPart>
        let failure: InferenceError?

        package mutating func next() async throws -> ReplyPart? {
            try Task.checkCancellation()
            if let part = parts.popFirst() { return part }
            if let failure { throw failure }
            return nil
        }
    }
}
