import AsyncHTTPClient
import Inference
import Synchronization
import Testing

@testable import Engines

/// Ollama's API over a real connection.
@Suite(.timeLimit(.minutes(1))) struct OllamaWireTests {
    private func model(_ server: ScriptedServer, _ client: HTTPClient, model: String = "llama3.2")
        -> OllamaLanguageModel
    {
        OllamaLanguageModel(.init(host: server.url, model: model), client: client)
    }

    @Test func `a reply streams`() async throws {
        try await withServer { _ in
            [.send(Wire.chunked([Recordings.ollama]))]
        } test: { server, client in
            let model = model(server, client)
            #expect(model.name == "ollama/llama3.2")
            let read = try await parts(of: try await model.reply(to: .hello))
            #expect(read == Recordings.parts)
            #expect(server.requests.first?.line == "POST /api/chat HTTP/1.1")
            #expect(server.requests.first?.headers["authorization"] == nil)
            #expect(try server.requests.first?.body.json()["stream"] == true)
        }
    }

    @Test func `a stream that is cut at any byte is whole or cut off`() async throws {
        let short = #"{"message":{"content":"Hi"}}"# + "\n" + #"{"message":{},"done":true,"eval_count":1}"# + "\n"
        let wire = Wire.chunk(short) + Wire.lastChunk
        let cut = Mutex(-1)
        try await withServer { _ in
            let length = cut.withLock { cut in
                cut += 1
                return cut
            }
            return [.send(Wire.streaming), .bytes(Array(wire.utf8.prefix(length))), .close]
        } test: { server, client in
            let model = model(server, client)
            for _ in 0..<wire.utf8.count {
                do {
                    let read = try await parts(of: try await model.reply(to: .hello))
                    #expect(read.text == "Hi")
                    #expect(read.last == .finish(.stop))
                } catch {
                    #expect(error as? InferenceError == .cutOff(provider: "ollama"))
                }
            }
        }
    }

    @Test func `an unknown model is refused with Ollama's words`() async throws {
        let answer = Wire.whole(#"{"error":"model 'x' not found"}"#, status: "404 Not Found")
        try await withServer { _ in
            [.send(answer)]
        } test: { server, client in
            let error = try await failure(of: model(server, client))
            #expect(error == .refused(provider: "ollama", status: 404, reason: "model 'x' not found"))
        }
    }

    @Test func `an error after text ends the stream`() async throws {
        let answer = Wire.chunked([#"{"message":{"content":"Hi"}}"# + "\n", #"{"error":"out of memory"}"# + "\n"])
        try await withServer { _ in
            [.send(answer)]
        } test: { server, client in
            var read: [ReplyPart] = []
            do {
                for try await part in try await model(server, client).reply(to: .hello) { read.append(part) }
                Issue.record("ended well")
            } catch {
                #expect(
                    error as? InferenceError == .failed(provider: "ollama", status: 200, reason: "out of memory"))
            }
            #expect(read == [.text("Hi")])
        }
    }

    @Test func `what the model can do is asked once`() async throws {
        let show =
            #"{"details":{"parameter_size":"3.2B"},"capabilities":["tools"],"model_info":{"llama.context_length":2048}}"#
        try await withServer { _ in
            [.send(Wire.whole(show))]
        } test: { server, client in
            let model = model(server, client)
            let traits = ModelTraits(contextTokens: 2_048, billionParameters: 3.2, callsTools: true)
            #expect(await model.traits == traits)
            #expect(await model.traits == traits)
            #expect(server.requests.map(\.path) == ["/api/show"])
            let body = try #require(server.requests.first).body
            #expect(try body.json() == ["model": "llama3.2"])
        }
    }

    @Test func `the server's state is told in a sentence`() async throws {
        let tags = #"{"models":[{"name":"llama3.2:latest","size":1},{"name":"qwen3:8b"}]}"#
        try await withServer { _ in
            [.send(Wire.whole(tags))]
        } test: { server, client in
            #expect(await model(server, client).state() == .ready)
            #expect(await model(server, client, model: "qwen3:8b").state() == .ready)
            #expect(
                await model(server, client, model: "qwen3").state()
                    == .missing("Ollama has no model “qwen3”. Run: ollama pull qwen3"))
            let running = await ModelProbe.runningOllama(at: server.url, within: .seconds(30), client: client)
            #expect(running == ["llama3.2:latest", "qwen3:8b"])
        }
    }

    @Test func `a server that is not there or says nothing is not offered`() async throws {
        try await withServer { _ in
            []
        } test: { server, client in
            #expect(await ModelProbe.runningOllama(at: server.url, client: client) == nil)
            #expect(await ModelProbe.runningOllama(at: "http://127.0.0.1:1", client: client) == nil)
            let gone = OllamaLanguageModel(.init(host: "http://127.0.0.1:1", model: "m"), client: client)
            #expect(await gone.state() == .failed("Ollama at http://127.0.0.1:1: refused the connection"))
            #expect(await gone.traits == ModelTraits(contextTokens: 4_096))
        }
    }
}
