package import AsyncHTTPClient
import Foundation
package import Inference
import NIOHTTP1

/// An embedding model of an Ollama server, by its [own API](https://github.com/ollama/ollama/blob/main/docs/api.md).
package struct OllamaEmbedder: Embedder {
    /// Texts in one request.
    private static let batch = 64

    private let model: String
    private let upstream: Upstream

    package init(host: String, model: String, client: HTTPClient) {
        self.model = model
        upstream = Upstream(provider: "ollama", base: host, client: client)
    }

    package var name: String { "ollama/\(model)" }

    package func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]] {
        try await upstream.embed(texts, atOnce: Self.batch) { some in
            try await upstream.fetch(
                Vectors.self, .POST, "/api/embed",
                body: ["model": .string(model), "input": .array(some.map { .string($0) })], within: .seconds(60)
            ).embeddings
        }
    }

    private struct Vectors: Decodable {
        var embeddings: [[Float]]
    }
}
