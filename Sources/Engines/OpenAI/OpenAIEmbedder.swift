package import AsyncHTTPClient
import Foundation
package import Inference
import NIOHTTP1
package import Telemetry

/// A model behind an [OpenAI-compatible](https://platform.openai.com/docs/api-reference/embeddings) `embeddings`.
package struct OpenAIEmbedder: Embedder {
    /// Texts in one request.
    private static let batch = 64

    private let model: String
    private let upstream: Upstream

    /// - Parameter baseURL: with its version in it: `http://localhost:1234/v1`.
    package init(baseURL: String, key: Secret, model: String, client: HTTPClient) {
        self.model = model
        upstream = Upstream(provider: "embeddings", base: baseURL, key: key, client: client)
    }

    package var name: String { "openai/\(model)" }

    package func embed(_ texts: [String], as role: EmbeddingRole) async throws -> [[Float]] {
        try await upstream.embed(texts, atOnce: Self.batch) { some in
            let answer = try await upstream.fetch(
                EmbeddingList.self, .POST, "/embeddings",
                body: [
                    "model": .string(model), "input": .array(some.map { .string($0) }), "encoding_format": "float",
                ], within: .seconds(60))
            return answer.data.sorted { $0.index < $1.index }.map(\.embedding)
        }
    }
}

private struct EmbeddingList: Decodable {
    struct Entry: Decodable {
        var index: Int
        var embedding: [Float]
    }

    var data: [Entry]
}

extension Upstream {
    /// Asks for some texts after the others, and checks what comes.
    func embed(_ texts: [String], atOnce most: Int, ask: ([String]) async throws -> [[Float]]) async throws
        -> [[Float]]
    {
        var vectors: [[Float]] = []
        var rest = texts[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(most))
            rest = rest.dropFirst(most)
            let answer = try await ask(some)
            let dimensions = vectors.first?.count ?? answer.first?.count ?? 0
            guard answer.count == some.count, (1...EmbeddingLimits.dimensions).contains(dimensions),
                answer.allSatisfy({ $0.count == dimensions && $0.allSatisfy(\.isFinite) })
            else { throw faults.garbled("vectors that do not fit the texts") }
            vectors += answer.map(\.normalized)
        }
        return vectors
    }
}

/// What is believed of a server.
enum EmbeddingLimits {
    /// Components of a vector.
    static let dimensions = 4096
}
