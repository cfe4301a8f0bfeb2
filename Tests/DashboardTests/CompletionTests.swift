import Companion
import Foundation
import HTTPTypes
import HummingbirdTesting
import Inference
import Storage
import Testing

@testable import Dashboard

@Suite struct CompletionTests {
    private func complete(
        _ json: String, model: any LanguageModel = ScriptedLanguageModel(.text("Hello there.")),
        _ check: @escaping @Sendable (TestResponse) async throws -> Void
    ) async throws {
        let house = try await House(model: model)
        let key = try await house.keys.add(name: "client")
        try await house.test { client in
            try await check(client.post("/v1/chat/completions", json, [.authorization: "Bearer \(key)"]))
        }
    }

    @Test func `an answer in OpenAI's shape`() async throws {
        try await complete(#"{"model":"chief","messages":[{"role":"user","content":"Hi"}]}"#) { response in
            #expect(response.status == .ok)
            let answer = try response.json
            #expect(answer["object"] == "chat.completion")
            #expect(answer["model"] == "chief")
            #expect(answer["id"]?.string?.hasPrefix("chatcmpl-") == true)
            #expect(answer["created"]?.integer == 1_800_000_000)
            let choice = try #require(answer["choices"]?.array?.first)
            #expect(choice["index"] == 0)
            #expect(choice["message"] == ["role": "assistant", "content": "Hello there."])
            #expect(choice["finish_reason"] == "stop")
            let usage = try #require(answer["usage"])
            let sum = (usage["prompt_tokens"]?.integer ?? -1) + (usage["completion_tokens"]?.integer ?? -1)
            #expect(usage["total_tokens"]?.integer == sum)
        }
    }

    @Test func `a stream in OpenAI's chunks`() async throws {
        let model = ScriptedLanguageModel(.parts([.text("Hel\"lo"), .text("\nthere"), .finish(.stop)]))
        let json =
            #"{"model":"chief_chaotic","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}"#
        try await complete(json, model: model) { response in
            #expect(response.headers[.contentType]?.hasPrefix("text/event-stream") == true)
            #expect(response.text.hasSuffix("data: [DONE]\n\n"))
            #expect(!response.text.contains("event:"))
            let chunks = try response.events.dropLast().map { try JSONValue(parsing: $0.data) }
            #expect(chunks.allSatisfy { $0["object"] == "chat.completion.chunk" && $0["model"] == "chief_chaotic" })
            #expect(Set(chunks.map { $0["id"]?.string }).count == 1)
            let first = chunks.first?["choices"]?.array?.first
            #expect(first?["delta"]?["role"] == "assistant")
            let words = chunks.compactMap { $0["choices"]?.array?.first?["delta"]?["content"]?.string }.joined()
            #expect(words == "Hel\"lo\nthere")
            let last = chunks.dropLast().last?["choices"]?.array?.first
            #expect(last?["finish_reason"] == "stop")
            #expect(last?["delta"] == [:])
            #expect(chunks.last?["choices"] == [])
            #expect(chunks.last?["usage"]?["total_tokens"]?.integer != nil)
        }
    }

    @Test func `without asking there is no usage in a stream`() async throws {
        try await complete(#"{"model":"chief","stream":true,"messages":[{"role":"user","content":"Hi"}]}"#) {
            response in
            #expect(!response.text.contains("usage"))
        }
    }

    @Test func `a failure inside a stream is an error object, then the end`() async throws {
        let broken = ScriptedLanguageModel(.failure(.unreachable(provider: "x", reason: "y")))
        try await complete(
            #"{"model":"chief","stream":true,"messages":[{"role":"user","content":"Hi"}]}"#, model: broken
        ) { response in
            let frames = response.events
            #expect(frames.last?.data == "[DONE]")
            let error = try JSONValue(parsing: frames.dropLast().last?.data ?? "")["error"]
            #expect(error?["type"] == "server_error")
            #expect(error?["message"]?.string?.isEmpty == false)
        }
    }

    @Test(
        arguments: [
            (#"{"model":"gpt-4","messages":[{"role":"user","content":"Hi"}]}"#, 404, "model", "model_not_found"),
            (#"{"model":"chief","messages":[]}"#, 400, "messages", nil), (#"{"messages":[]}"#, 400, "model", nil),
            (#"{"model":"chief","messages":[{"role":"assistant","content":"Hi"}]}"#, 400, "messages", nil),
            (
                #"{"model":"chief","messages":[{"role":"tool","content":"Hi"},{"role":"user","content":"Hi"}]}"#, 400,
                "messages", nil
            ),
            (#"{"model":"chief","messages":[{"role":"user","content":" "}]}"#, 400, "messages", nil),
            (#"{"model":"chief","messages":[{"role":"user"}]}"#, 400, "messages", nil),
            (
                #"{"model":"chief","logit_bias":{"1":-100},"messages":[{"role":"user","content":"Hi"}]}"#, 400,
                "logit_bias", nil
            ),
            (#"{"model":"chief","n":2,"messages":[{"role":"user","content":"Hi"}]}"#, 400, "n", nil),
            (#"{"model":"chief","logprobs":true,"messages":[{"role":"user","content":"Hi"}]}"#, 400, "logprobs", nil),
            (
                #"{"model":"chief","tools":[{"type":"function"}],"messages":[{"role":"user","content":"Hi"}]}"#, 400,
                "tools", nil
            ),
            (
                #"{"model":"chief","temperature":3,"messages":[{"role":"user","content":"Hi"}]}"#, 400, "temperature",
                nil
            ),
            (#"{"model":"chief","max_tokens":0,"messages":[{"role":"user","content":"Hi"}]}"#, 400, "max_tokens", nil),
            (
                #"{"model":"chief","stop":["a","b","c","d","e"],"messages":[{"role":"user","content":"Hi"}]}"#, 400,
                "stop", nil
            ),
            (
                #"{"model":"chief","response_format":{"type":"xml"},"messages":[{"role":"user","content":"Hi"}]}"#, 400,
                "response_format", nil
            ),
            (
                #"{"model":"chief","response_format":{"type":"json_schema"},"messages":[{"role":"user","content":"Hi"}]}"#,
                400, "response_format", nil
            ),
            (
                #"{"model":"chief","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"http://10.0.0.1/a.png"}}]}]}"#,
                400, "messages", "invalid_image_url"
            ),
            (
                #"{"model":"chief","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]}"#,
                400, "messages", "invalid_image_url"
            ),
            (
                #"{"model":"chief","messages":[{"role":"user","content":[{"type":"input_audio"}]}]}"#, 400,
                "messages.0.content", nil
            ),
        ] as [(String, Int, String, String?)])
    func `what cannot be done is refused in OpenAI's shape`(json: String, status: Int, param: String, code: String?)
        async throws
    {
        try await complete(json) { response in
            #expect(response.status.code == status, "\(json)")
            let error = try response.json["error"]
            #expect(error?["param"]?.string == param, "\(response.text)")
            #expect(error?["type"] == "invalid_request_error")
            #expect(error?["message"]?.string?.isEmpty == false)
            if let code { #expect(error?["code"]?.string == code) }
        }
    }

    @Test func `no key, a wrong one and a removed one are 401`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "gone")
        try await house.keys.remove("gone")
        try await house.test { client in
            for value in [nil, "Bearer", "Bearer nonsense", "Bearer ak_", "Bearer \(key)", "Bearer \(key)x"] {
                let response = try await client.get("/v1/models", value.map { [.authorization: $0] } ?? [:])
                #expect(response.status == .unauthorized)
                let error = try response.json["error"]
                #expect(error?["code"] == "invalid_api_key")
                #expect(response.headers[.wwwAuthenticate] == "Bearer")
            }
        }
    }

    @Test func `models are personas in each of their ways`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "client")
        try await house.test { client in
            let list = try await client.get("/v1/models", [.authorization: "Bearer \(key)"]).json
            #expect(list["object"] == "list")
            let ids = list["data"]?.array?.compactMap { $0["id"]?.string } ?? []
            #expect(ids == ["chief", "chief_neuro", "chief_chaotic", "sage", "sage_caring"])
            let one = try await client.get("/v1/models/chief_chaotic", [.authorization: "Bearer \(key)"]).json
            #expect(one["id"] == "chief_chaotic" && one["object"] == "model")
            let none = try await client.get("/v1/models/gpt-4", [.authorization: "Bearer \(key)"])
            #expect(none.status == .notFound)
        }
    }

    @Test func `the caller's talk becomes the turn and its history`() throws {
        let json = #"""
            {"model":"chief","temperature":0,"top_p":0.5,"max_completion_tokens":7,"stop":"END","presence_penalty":1,
             "response_format":{"type":"json_object"},
             "messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"One"},
                         {"role":"assistant","content":"1"},{"role":"user","content":"Two"}]}
            """#
        let wish = try JSONDecoder().decode(CompletionRequest.self, from: Data(json.utf8))
        let turn = try wish.turn(
            by: Speaker(id: "api:abc", name: "script"), persona: PersonaID(character: "chief"), at: Date())
        #expect(turn.text == "Two")
        #expect(
            turn.wishes.broughtHistory == [.init(.system, "Be brief."), .init(.user, "One"), .init(.assistant, "1")])
        #expect(!turn.wishes.keepsHistory)
        #expect(turn.wishes.acceptsStoredAnswer)
        #expect(turn.audience == .person("api:abc"))
        #expect(turn.wishes.sampling?.temperature == 0)
        #expect(turn.wishes.sampling?.topP == 0.5)
        #expect(turn.wishes.sampling?.maxTokens == 7)
        #expect(turn.wishes.sampling?.stop == ["END"])
        #expect(turn.wishes.sampling?.presencePenalty == 1)
        #expect(turn.wishes.sampling?.schema == ["type": "object"])
        #expect(!turn.wishes.mayUseTools)
    }

    @Test func `a picture comes as a data URL`() throws {
        let url = "data:image/png;base64,\(Data(ImageFormatTests.png).base64EncodedString())"
        let json =
            #"{"model":"chief","messages":[{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"\#(url)"}}]}]}"#
        let wish = try JSONDecoder().decode(CompletionRequest.self, from: Data(json.utf8))
        let turn = try wish.turn(
            by: Speaker(id: "api:abc", name: "s"), persona: PersonaID(character: "chief"), at: Date())
        #expect(turn.text == "What is it?")
        #expect(turn.images.map(\.mediaType) == ["image/png"])
    }
}

@Suite struct APIKeyTests {
    @Test func `a key is told once and kept as a hash`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: " my script ")
        #expect(key.hasPrefix("ak_"))
        let stored = try await house.database.read { try $0.rows("SELECT * FROM api_key") }
        #expect(stored.count == 1)
        #expect(try stored.first?.text("hash") == Token.hash(key))
        let listed = try await house.keys.list()
        #expect(listed.map(\.name) == ["my script"])
        #expect(listed.first?.usedAt == nil)
    }

    @Test func `use is noted`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "a")
        house.time.pass(100)
        let used = try await house.keys.key(for: key)
        #expect(used?.name == "a")
        #expect(try await house.keys.list().first?.usedAt == house.time.now)
    }

    @Test func `names are needed, short and taken once`() async throws {
        let house = try await House()
        _ = try await house.keys.add(name: "a")
        for name in ["", "  ", "a", String(repeating: "x", count: 81)] {
            await #expect(throws: Mistake.self) { try await house.keys.add(name: name) }
        }
    }

    @Test func `each key is a speaker of its own`() async throws {
        let house = try await House()
        let first = try #require(try await house.keys.key(for: house.keys.add(name: "a")))
        let second = try #require(try await house.keys.key(for: house.keys.add(name: "b")))
        #expect(Caller.program(first).speaker?.id != Caller.program(second).speaker?.id)
        #expect(Caller.program(first).speaker?.id == "api:\(first.id)")
    }

    @Test func `with a key goes what was said with it, and nothing else`() async throws {
        let house = try await House()
        let keys = [try await house.keys.add(name: "a"), try await house.keys.add(name: "b")]
        try await house.test { client in
            for key in keys {
                _ = try await client.post("/api/chat", #"{"message":"Hi"}"#, [.authorization: "Bearer \(key)"])
            }
        }
        let left = try #require(try await house.keys.list().last?.id)
        try await house.keys.remove("a")
        let places = try await house.database.read { sql in
            let tables = ["conversation", "turn"]
            return try tables.flatMap { try sql.rows("SELECT place FROM \($0)") }.map { try $0.text("place") }
        }
        #expect(places.count == 3)
        #expect(places.allSatisfy { $0.hasPrefix("api:\(left)/") })
    }

    @Test func `what was removed opens nothing, and the record says so`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "a")
        #expect(try await house.keys.remove("a"))
        #expect(try await !house.keys.remove("a"))
        #expect(try await house.keys.key(for: key) == nil)
        let record = try await AuditLog(database: house.database).entries()
        #expect(record.map(\.action).prefix(2) == ["key removed", "key added"])
    }
}
