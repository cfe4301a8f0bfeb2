import AsyncHTTPClient
import Foundation
import Inference
import Telemetry
import Testing

@testable import Engines

/// Embedding models over a real connection, and the one in our own process.
@Suite(.timeLimit(.minutes(1))) struct EmbedderTests {
    @Test func `an OpenAI-compatible server's vectors come in the order of the texts, with length one`() async throws {
        let answer = #"{"data":[{"index":1,"embedding":[0,2]},{"index":0,"embedding":[3,4]}]}"#
        try await withServer { _ in
            [.send(Wire.whole(answer))]
        } test: { server, client in
            let embedder = OpenAIEmbedder(
                baseURL: "\(server.url)/v1", key: Secret("sk-1"), model: "small", client: client)
            let vectors = try await embedder.embed(["a", "b"], as: .passage)
            #expect(vectors == [[0.6, 0.8], [0, 1]])
            #expect(server.requests.first?.line == "POST /v1/embeddings HTTP/1.1")
            #expect(server.requests.first?.headers["authorization"] == "Bearer sk-1")
            let body = try #require(server.requests.first?.body)
            #expect(try body.json()["input"] == ["a", "b"])
        }
    }

    @Test func `an Ollama server is asked in its own way`() async throws {
        try await withServer { _ in
            [.send(Wire.whole(#"{"embeddings":[[1,0]]}"#))]
        } test: { server, client in
            let embedder = OllamaEmbedder(host: server.url, model: "nomic", client: client)
            #expect(embedder.name == "ollama/nomic")
            let vectors = try await embedder.embed(["a"], as: .query)
            #expect(vectors == [[1, 0]])
            #expect(server.requests.first?.line == "POST /api/embed HTTP/1.1")
        }
    }

    @Test(arguments: [
        #"{"embeddings":[]}"#, #"{"embeddings":[[]]}"#, #"{"embeddings":[[1,0],[1]]}"#, #"{"embeddings":[[1],[1]]}"#,
        #"{"embeddings":[[1e999]]}"#, #"{"embeddings":"x"}"#, "{", "",
    ])
    func `vectors that do not fit the texts are refused`(answer: String) async throws {
        try await withServer { _ in
            [.send(Wire.whole(answer))]
        } test: { server, client in
            let embedder = OllamaEmbedder(host: server.url, model: "nomic", client: client)
            await #expect(throws: InferenceError.self) { try await embedder.embed(["a"], as: .query) }
        }
    }

    @Test func `without its files the embedder of our own says what to do`() async throws {
        let files = E5Files(home: "/nowhere")
        #expect(files.missing?.contains("acore setup") == true)
        await #expect(throws: InferenceError.self) { try await E5Embedder(files).embed(["a"], as: .query) }
    }

    /// Where set-up could put it: always on the machines that it supports.
    private static let home = ProcessInfo.processInfo.environment["ACORE_HOME"] ?? ""

    @Test(.enabled(if: E5Files(home: home).missing == nil))
    func `texts that mean the same are nearer than others, in other languages too`() async throws {
        let embedder = E5Embedder(E5Files(home: Self.home))
        let question = try #require(try await embedder.embed(["Where does Ann live?"], as: .query).first)
        let passages = try await embedder.embed(
            ["Ann: my flat in Oslo is tiny", "Ann: meine Wohnung in Oslo ist winzig", "Ben: the train was late again"],
            as: .passage)
        let near = passages.map { zip($0, question).map(*).reduce(0, +) }
        #expect(near.count == 3 && near[0] > near[2] && near[1] > near[2])
        #expect(passages.allSatisfy { $0.count == 384 })
    }

    @Test(.enabled(if: E5Files(home: home).missing == nil))
    func `no text brings the engine down`() async throws {
        let embedder = E5Embedder(E5Files(home: Self.home))
        let texts = [
            "", "\0", String(repeating: "\u{FDFA}", count: 5_000), String(repeating: "x", count: 100_000),
            String(repeating: "😀", count: 10_000), "\u{202E}\u{0301}\u{FFFF}", String(repeating: "\n", count: 9_000),
        ]
        for text in texts {
            let vectors = try await embedder.embed([text], as: .passage)
            #expect(vectors.first?.count == 384)
        }
    }
}
