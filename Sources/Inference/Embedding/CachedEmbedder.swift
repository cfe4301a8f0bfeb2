import Synchronization

/// Remembers the vectors of the questions that were asked last.
package final class CachedEmbedder: Embedder {
    private let embedder: any Embedder
    private let cache: Mutex<LRUCache<String, [Float]>>

    /// - Parameter capacity: questions; 1,000 take about 1.5 MB.
    package init(_ embedder: any Embedder, capacity: Int = 1000) {
        self.embedder = embedder
        cache = Mutex(LRUCache(capacity: capacity))
    }

    package var name: String { get async { await embedder.name } }
    package var likeness: ClosedRange<Double> { embedder.likeness }

    /// Forgets every question.
    package func forget() { cache.withLock { $0.removeAll() } }

    package func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]] {
        guard role == .query, texts.count == 1, let text = texts.first else {
            return try await embedder.embed(texts, as: role)
        }
        if let known = cache.withLock({ $0.value(for: text) }) { return [known] }
        let vectors = try await embedder.embed(texts, as: role)
        if let vector = vectors.first { cache.withLock { _ = $0.set(vector, for: text) } }
        return vectors
    }
}
