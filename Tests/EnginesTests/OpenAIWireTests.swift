import AsyncHTTPClient
import Foundation
import Inference
import Synchronization
import Telemetry
import Testing

@testable import Engines

/// The OpenAI dialect over a real connection.
@Suite(.timeLimit(.minutes(1))) struct OpenAIWireTests {
    private func model(
        _ server: ScriptedServer, _ client: HTTPClient, flavour: OpenAILanguageModel.Flavour = .generic,
        adjust: (inout OpenAILanguageModel.Settings) -> Void = { _ in }
    ) -> OpenAILanguageModel {
        var settings = OpenAILanguageModel.Settings(
            baseURL: server.url + "/v1/", key: Secret("sk-geheim"), model: "m", flavour: flavour, provider: "p")
        adjust(&settings)
        return OpenAILanguageModel(settings, client: client)
    }

    private static let good = Wire.chunked([Recordings.llamaServer])

    @Test func `a reply streams, and nothing is asked before it is pulled`() async throws {
        try await withServer { _ in
            [.send(Self.good)]
        } test: { server, client in
            let reply = try await model(server, client).reply(to: .hello)
            #expect(server.requests.isEmpty)
            #expect(try await parts(of: reply) == Recordings.parts)
            let request = try #require(server.requests.first)
            #expect(request.line == "POST /v1/chat/completions HTTP/1.1")
            #expect(request.headers["authorization"] == "Bearer sk-geheim")
            #expect(request.headers["content-type"] == "application/json")
            #expect(request.headers["x-title"] == nil)
            #expect(try request.body.json()["messages"]?.array?.count == 2)
        }
    }

    @Test func `OpenRouter is told who asks`() async throws {
        try await withServer { _ in
            [.send(Self.good)]
        } test: { server, client in
            _ = try await parts(of: try await model(server, client, flavour: .openRouter).reply(to: .hello))
            #expect(server.requests.first?.headers["x-title"] == "Acore")
        }
    }

    @Test func `the connection is used again after a whole reply`() async throws {
        try await withServer { _ in
            [.send(Self.good)]
        } test: { server, client in
            let model = model(server, client)
            for _ in 0..<5 {
                let read = try await parts(of: try await model.reply(to: .hello))
                #expect(read == Recordings.parts)
            }
            #expect(server.connections == 1)
        }
    }

    @Test func `a body that goes on after DONE is left after a second, and the reply is whole`() async throws {
        try await withServer { _ in
            [.send(Wire.streaming + Wire.chunk(Recordings.llamaServer))]
        } test: { server, client in
            let read = try await parts(of: try await model(server, client).reply(to: .hello))
            #expect(read == Recordings.parts)
            await server.connectionCloses()
        }
    }

    @Test func `a finished reply is whole though neither DONE nor an end comes`() async throws {
        let unended = Recordings.llamaServer.replacing("data: [DONE]", with: ": still here")
        try await withServer { _ in
            [.send(Wire.streaming + Wire.chunk(unended))]
        } test: { server, client in
            let model = model(server, client) { $0.limits.nextToken = .milliseconds(80) }
            let read = try await parts(of: try await model.reply(to: .hello))
            #expect(read == Recordings.parts)
            await server.connectionCloses()
        }
    }

    @Test func `a stream that is cut at any byte is whole or cut off`() async throws {
        let short = """
            data: {"choices":[{"delta":{"content":"Hi"}}]}

            data: {"choices":[{"delta":{},"finish_reason":"stop"}]}

            data: [DONE]


            """
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
                    #expect(error as? InferenceError == .cutOff(provider: "p"))
                }
            }
        }
    }

    @Test(
        arguments: [
            (
                "401 Unauthorized", [], #"{"error":{"message":"bad key sk-geheim"}}"#,
                .refused(provider: "p", status: 401, reason: "bad key •••")
            ),
            ("429 Too Many Requests", ["Retry-After: 12"], "", .overloaded(provider: "p", retryAfter: 12)),
            ("429 Too Many Requests", ["Retry-After: 1e30"], "", .overloaded(provider: "p", retryAfter: 3_600)),
            (
                "500 Oops", [], "<html>",
                .failed(
                    provider: "p", status: 500, reason: "sent a web page instead of an answer")
            ),
            ("503 Wait", [], #"{"error":{"message":"Loading model","code":503}}"#, .loading(provider: "p")),
            (
                "302 Found", ["Location: http://127.0.0.1:1/"], "",
                .refused(
                    provider: "p", status: 302, reason: "answered with status 302")
            ),
            (
                "200 OK", ["Content-Type: text/html"], "<!doctype html>",
                .garbled(
                    provider: "p", reason: "sent a web page instead of an answer")
            ),
            ("204 No Content", [], "", .cutOff(provider: "p")),
        ] as [(String, [String], String, InferenceError)]) func `bad answers have their own errors`(
            status: String, headers: [String], body: String, error: InferenceError
        ) async throws
    {
        try await withServer { _ in
            [.send(Wire.whole(body, status: status, headers: headers))]
        } test: { server, client in
            let told = try await failure(of: model(server, client))
            #expect(told == error)
        }
    }

    @Test func `a storm of 429 is told each time`() async throws {
        try await withServer { _ in
            [.send(Wire.whole("", status: "429 No", headers: ["Retry-After: 1"]))]
        } test: { server, client in
            let model = model(server, client)
            for _ in 0..<50 {
                let error = try await failure(of: model)
                #expect(error == .overloaded(provider: "p", retryAfter: 1))
            }
            #expect(server.requests.count == 50)
        }
    }

    @Test func `of an error's endless body only the beginning is read`() async throws {
        let flood = String(repeating: "x", count: 1 << 20)
        try await withServer { _ in
            [.send(Wire.head("400 Bad", ["Content-Length: 99999999999"]) + flood)]
        } test: { server, client in
            guard case .refused(_, 400, let reason) = try await failure(of: model(server, client)) else {
                Issue.record("not refused")
                return
            }
            #expect(reason.count == 300)
            await server.connectionCloses()
        }
    }

    @Test(arguments: [
        ("", "first token"), (Wire.streaming, "first token"), (Wire.streaming + Wire.chunk(": hi\n\n"), "first token"),
        (Wire.streaming + Wire.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"), "next token"),
    ]) func `a stalled stream is given up, and its connection closed`(sent: String, wait: String) async throws {
        try await withServer { _ in
            [.send(sent)]
        } test: { server, client in
            let model = model(server, client) {
                if wait == "first token" {
                    $0.limits.firstToken = .seconds(1)  // long enough to be connected on a busy machine
                } else {
                    $0.limits.nextToken = .milliseconds(80)
                }
            }
            let error = try await failure(of: model)
            #expect(error == .timedOut(provider: "p", wait: wait))
            // A machine so busy that nothing was sent by then keeps the unused connection.
            if !server.requests.isEmpty { await server.connectionCloses() }
        }
    }

    @Test func `a reply that never ends is given up`() async throws {
        try await withServer { _ in
            [.send(Wire.streaming + Wire.chunk(": hi\n\n"))]
        } test: { server, client in
            let model = model(server, client) { $0.limits.whole = .milliseconds(80) }
            let error = try await failure(of: model)
            #expect(error == .timedOut(provider: "p", wait: "whole reply"))
        }
    }

    @Test func `ten megabytes in one token are too large`() async throws {
        let token = "data: {\"choices\":[{\"delta\":{\"content\":\"" + String(repeating: "A", count: 10 << 20)
        try await withServer { _ in
            [.send(Wire.head() + token)]
        } test: { server, client in
            let error = try await failure(of: model(server, client))
            #expect(error == .tooLarge(provider: "p", limit: 1 << 20))
            await server.connectionCloses()
        }
    }

    @Test func `ten megabytes in many tokens are too large`() async throws {
        let token = "data: {\"choices\":[{\"delta\":{\"content\":\"\(String(repeating: "A", count: 60_000))\"}}]}\n\n"
        let flood = String(repeating: token, count: 20)
        try await withServer { _ in
            [.send(Wire.head() + flood)]
        } test: { server, client in
            let model = model(server, client) { $0.limits.bytes = 1 << 20 }
            let error = try await failure(of: model)
            #expect(error == .tooLarge(provider: "p", limit: 1 << 20))
        }
    }

    @Test func `an endless line is garbage`() async throws {
        let flood = String(repeating: "A", count: 2 << 20)
        try await withServer { _ in
            [.send(Wire.head() + flood)]
        } test: { server, client in
            let error = try await failure(of: model(server, client))
            #expect(error == .garbled(provider: "p", reason: "endless line"))
        }
    }

    @Test(arguments: ["hello\r\n\r\n", "\u{0}\u{1}\u{2}\r\n", "HTTP/9.9 abc\r\n\r\n"])
    func `what is not HTTP is garbage`(sent: String) async throws {
        try await withServer { _ in
            [.send(sent), .close]
        } test: { server, client in
            let error = try await failure(of: model(server, client))
            #expect(error == .garbled(provider: "p", reason: "sent something that is not HTTP"))
        }
    }

    @Test func `a closed door and a closed connection are unreachable`() async throws {
        try await withServer { _ in
            [.close]
        } test: { server, client in
            let error = try await failure(of: model(server, client))
            #expect(error == .unreachable(provider: "p", reason: "closed the connection without an answer"))
            let gone = model(server, client) { $0.baseURL = "http://127.0.0.1:1/v1" }
            let refusal = try await failure(of: gone)
            #expect(refusal == .unreachable(provider: "p", reason: "refused the connection"))
            let odd = model(server, client) { $0.baseURL = "no address" }
            let oddity = try await failure(of: odd)
            #expect(oddity == .unreachable(provider: "p", reason: "“no address” is not an address"))
        }
    }

    @Test func `cancelling closes the connection`() async throws {
        let (asked, asking) = AsyncStream.makeStream(of: Void.self)
        try await withServer { _ in
            asking.yield()
            return [.send(Wire.streaming + Wire.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"))]
        } test: { server, client in
            let model = model(server, client)
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        _ = try await parts(of: try await model.reply(to: .hello))
                        Issue.record("ended")
                    } catch {
                        #expect(error is CancellationError)
                    }
                }
                for await _ in asked { break }
                group.cancelAll()
            }
            await server.connectionCloses()
        }
    }

    @Test func `dropping the reply closes the connection`() async throws {
        try await withServer { _ in
            [.send(Wire.streaming + Wire.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"}}]}\n\n"))]
        } test: { server, client in
            for try await part in try await model(server, client).reply(to: .hello) {
                #expect(part == .text("Hi"))
                break
            }
            await server.connectionCloses()
        }
    }

    @Test func `a reader that is slower than the provider misses nothing`() async throws {
        let token = "data: {\"choices\":[{\"delta\":{\"content\":\"\(String(repeating: "A", count: 6_000))\"}}]}\n\n"
        let flood = Wire.chunked(Array(repeating: token, count: 500) + ["data: [DONE]\n\n"])
        try await withServer { _ in
            [.send(flood)]
        } test: { server, client in
            var read = 0
            for try await part in try await model(server, client).reply(to: .hello) {
                if case .text(let text) = part { read += text.utf8.count }
                await Task.yield()
            }
            #expect(read == 500 * 6_000)
        }
    }

    @Test func `what the server lists tells what the model can do`() async throws {
        let list = #"""
            {"data":[{"id":"x"},{"id":"m","context_length":32768,"supported_parameters":["tools"],
            "architecture":{"input_modalities":["text","image"]},"meta":{"n_params":7e9}}]}
            """#
        try await withServer { _ in
            [.send(Wire.whole(list))]
        } test: { server, client in
            let model = model(server, client)
            let traits = ModelTraits(contextTokens: 32_768, billionParameters: 7, seesImages: true, callsTools: true)
            #expect(await model.traits == traits)
            #expect(await model.traits == traits)
            #expect(server.requests.map(\.path) == ["/v1/models"])
            let models = try await model.models()
            #expect(models == ["x", "m"])
            #expect(await model.state() == .ready)
            #expect(
                await self.model(server, client) { $0.model = "z" }.state() == .missing("p has no model “z”."))
        }
    }

    @Test(arguments: [(Int.max, 10_000_000), (511, 8_192), (-1, 8_192)])
    func `a size that cannot be is not believed`(stated: Int, context: Int) async throws {
        let list = #"{"data":[{"id":"m","context_length":\#(stated),"meta":{"n_params":-7e9}}]}"#
        try await withServer { _ in
            [.send(Wire.whole(list))]
        } test: { server, client in
            #expect(await model(server, client).traits == ModelTraits(contextTokens: context))
        }
    }

    @Test(
        arguments: [
            ("https://api.openai.com/v1", .openAI), ("https://API.OpenAI.com", .openAI),
            ("https://api.openai.com.example.org/v1", .generic), ("http://localhost:1234/v1", .generic), ("", .generic),
        ] as [(String, OpenAILanguageModel.Flavour)]) func `OpenAI itself is known by its address`(
            url: String, flavour: OpenAILanguageModel.Flavour
        )
    {
        #expect(OpenAILanguageModel.Flavour.spoken(at: url) == flavour)
    }

    @Test func `without a list there is a guess`() async throws {
        try await withServer { _ in
            [.send(Wire.whole("nope", status: "404 No"))]
        } test: { server, client in
            let model = model(server, client)
            #expect(await model.traits == ModelTraits(contextTokens: 8_192))
            #expect(await model.traits == ModelTraits(contextTokens: 8_192))
            #expect(server.requests.count == 1)
            let openAI = self.model(server, client, flavour: .openAI)
            #expect(await openAI.traits == ModelTraits(contextTokens: 128_000, seesImages: true, callsTools: true))
            #expect(await model.state() == .failed("p at \(server.url)/v1/: nope"))
        }
    }

    @Test func `OpenRouter's list says nothing about the key`() async throws {
        try await withServer { request in
            switch (request.path, request.headers["authorization"]) {
            case ("/v1/models", _): [.send(Wire.whole(#"{"data":[{"id":"m"}]}"#))]
            case ("/v1/key", "Bearer good"): [.send(Wire.whole(#"{"data":{"label":"sk"}}"#))]
            default: [.send(Wire.whole(#"{"error":{"message":"User not found."}}"#, status: "401 Unauthorized"))]
            }
        } test: { server, client in
            let good = model(server, client, flavour: .openRouter) { $0.key = Secret("good") }
            #expect(await good.state() == .ready)
            let bad = model(server, client, flavour: .openRouter) { $0.key = Secret("bad") }
            #expect(await bad.state() == .failed("p at \(server.url)/v1/: User not found."))
        }
    }

    @Test func `without a setting the model is the first that the server lists, asked for once`() async throws {
        try await withServer { request in
            [.send(request.path == "/v1/models" ? Wire.whole(Self.two) : Self.good)]
        } test: { server, client in
            let model = model(server, client) { $0.model = "" }
            #expect(model.name == "p")
            let reply = try await model.reply(to: .hello)
            #expect(server.requests.isEmpty)
            let read = try await parts(of: reply)
            #expect(read == Recordings.parts)
            _ = try await parts(of: try await model.reply(to: .hello))
            #expect(model.name == "p/first")
            #expect(server.requests.map(\.path) == ["/v1/models", "/v1/chat/completions", "/v1/chat/completions"])
            #expect(try server.requests.dropFirst().map { try $0.body.json()["model"] } == ["first", "first"])
        }
    }

    private static let two = #"{"data":[{"id":"first","context_length":4096},{"id":"second","context_length":512}]}"#

    @Test func `the first that is listed is also the one that is described`() async throws {
        try await withServer { _ in
            [.send(Wire.whole(Self.two))]
        } test: { server, client in
            let model = model(server, client) { $0.model = "" }
            #expect(await model.traits == ModelTraits(contextTokens: 4_096))
            #expect(await model.state() == .ready)
            #expect(model.name == "p/first")
        }
    }

    @Test func `a server that lists nothing has no first model`() async throws {
        try await withServer { _ in
            [.send(Wire.whole(#"{"data":[]}"#))]
        } test: { server, client in
            let model = model(server, client) { $0.model = "" }
            let error = try await failure(of: model)
            #expect(error == .noModel(reason: "p lists no model"))
            #expect(await model.state() == .missing("p lists no model."))
            #expect(server.requests.allSatisfy { $0.path == "/v1/models" })
        }
    }

    @Test func `a found model that is gone gives way to what is listed then`() {
        let name = ModelName("")
        #expect(name.found(in: ["b", "a"]) == "b")
        #expect(name.found(in: ["a", "b"]) == "b")
        #expect(name.found(in: ["a"]) == "a")
        #expect(name.current == "a")
        #expect(name.found(in: []) == nil)
        #expect(ModelName("set").found(in: ["a"]) == "set")
    }

    @Test func `a list that is something else is garbage`() async throws {
        for (body, reason) in [("<html>", "sent a web page instead of an answer"), ("[]", "unexpected JSON")] {
            try await withServer { _ in
                [.send(Wire.whole(body))]
            } test: { server, client in
                await #expect(throws: InferenceError.garbled(provider: "p", reason: reason)) {
                    try await model(server, client).models()
                }
            }
        }
    }
}
