import Dispatch
import Foundation
package import Inference
import Synchronization

/// multilingual-e5-small in our own process: 384 components, a hundred languages, one thread.
package final class E5Embedder: Embedder {
    /// Unicode scalars that are read of a text, and of a question: of emoji it reads a thousand in three seconds.
    private static let longestText = 1500
    private static let longestQuestion = 500
    /// Texts in one go: what is asked for meanwhile waits this long at most, about a quarter of a second.
    private static let batch = 16

    private enum State {
        case closed
        case open(E5Library)
        case broken(InferenceError)
    }

    private let files: E5Files
    private let state = Mutex(State.closed)
    /// A question does not wait behind a book.
    private let questions = DispatchQueue(label: "acore.e5.questions", qos: .userInitiated)
    private let passages = DispatchQueue(label: "acore.e5.passages", qos: .utility)

    package init(_ files: E5Files) { self.files = files }

    package var name: String { "multilingual-e5-small/q4" }
    /// Its vectors all lie close together.
    package var likeness: ClosedRange<Double> { 0.78...0.88 }

    package func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]] {
        let queue = role == .query ? questions : passages
        var vectors: [[Float]] = []
        vectors.reserveCapacity(texts.count)
        var rest = texts[...]
        while !rest.isEmpty {
            try Task.checkCancellation()
            let some = Array(rest.prefix(Self.batch))
            rest = rest.dropFirst(Self.batch)
            vectors += try await withCheckedThrowingContinuation { continuation in
                queue.async { continuation.resume(with: Result { try self.embedNow(some, role) }) }
            }
        }
        return vectors
    }

    private func embedNow(_ texts: [String], _ role: EmbeddingRole) throws -> [[Float]] {
        let limit = role == .query ? Self.longestQuestion : Self.longestText
        guard let vectors = try library().embed(texts, upTo: limit, isQuery: role == .query) else {
            throw InferenceError.failed(provider: "e5", status: 0, reason: "the engine gave no vectors")
        }
        return vectors
    }

    /// Opened when it is first needed: who never talks need not have it in memory.
    private func library() throws -> E5Library {
        try state.withLock { state in
            switch state {
            case .open(let library): return library
            case .broken(let error): throw error
            case .closed:
                do {
                    let library = try E5Library(library: files.library, weights: files.weights)
                    state = .open(library)
                    return library
                } catch let error as InferenceError {
                    state = .broken(error)
                    throw error
                }
            }
        }
    }
}
