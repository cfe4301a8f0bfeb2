import Companion
import Foundation
import HTTPTypes
import HummingbirdTesting
import Inference
import Storage
import Testing

@testable import Dashboard

@Suite struct ChatTests {
    private func chat(
        _ json: String, model: any LanguageModel = ScriptedLanguageModel(.text("Hello there.")), accept: String? = nil,
        _ check: @escaping @Sendable (TestResponse) async throws -> Void
    ) async throws {
        let house = try await House(model: model)
        try await house.test { client in
            var headers = try await house.signIn(client).headers
            headers[.accept] = accept
            try await check(client.post("/api/chat", json, headers))
        }
    }

    @Test func `an answer as JSON`() async throws {
        try await chat(#"{"message":"Hi","persona":"chief"}"#) { response in
            #expect(response.status == .ok)
            let answer = try response.json
            #expect(answer["text"] == "Hello there.")
            #expect(answer["conversation"]?.string?.count == 16)
            #expect(answer["finish"] == "stop")
            #expect(answer["usage"]?["isEstimate"] != nil)
        }
    }

    @Test func `an answer as events, in their order`() async throws {
        let parts = ScriptedLanguageModel(.parts([.text("One, "), .text("two\n\n\"three\"."), .finish(.stop)]))
        try await chat(#"{"message":"Count"}"#, model: parts, accept: "text/event-stream") { response in
            #expect(response.headers[.contentType]?.hasPrefix("text/event-stream") == true)
            #expect(response.headers[.cacheControl] == "no-store")
            let events = response.events
            #expect(events.first?.name == "start")
            #expect(events.last?.name == "done")
            let pieces = try events.filter { $0.name == "text" }.map {
                try JSONValue(parsing: $0.data)["text"]?.string ?? ""
            }
            #expect(pieces.joined() == "One, two\n\n\"three\".")
            let done = try JSONValue(parsing: events.last?.data ?? "")
            #expect(done["text"] == "One, two\n\n\"three\".")
        }
    }

    @Test func `a stream is also asked for in the body`() async throws {
        try await chat(#"{"message":"Hi","stream":true}"#) { #expect($0.events.last?.name == "done") }
        try await chat(#"{"message":"Hi","stream":false}"#, accept: "text/event-stream") {
            let answer = try $0.json
            #expect(answer["text"] == "Hello there.")
        }
    }

    @Test func `a model that fails is an error the asker can read`() async throws {
        let broken = ScriptedLanguageModel(.failure(.unreachable(provider: "secret-host", reason: "10.0.0.7 refused")))
        try await chat(#"{"message":"Hi"}"#, model: broken) { response in
            #expect(response.status == .serviceUnavailable)
            let error = try response.json["error"]
            #expect(error?["message"]?.string?.isEmpty == false)
            #expect(!response.text.contains("10.0.0.7"))
        }
        try await chat(#"{"message":"Hi"}"#, model: broken, accept: "text/event-stream") { response in
            #expect(response.events.last?.name == "error")
            #expect(!response.text.contains("10.0.0.7"))
        }
    }

    @Test(arguments: [
        (#"{"message":""}"#, HTTPResponse.Status.badRequest), (#"{"message":" \n\t"}"#, .badRequest),
        (#"{"message":7}"#, .badRequest),
        (#"{}"#, .badRequest), (#"[]"#, .badRequest), (#"{"message":"Hi","persona":"nobody"}"#, .badRequest),
        (#"{"message":"Hi","persona":"sage","framework":"chaotic"}"#, .badRequest),
        (#"{"message":"Hi","conversation":"../../other"}"#, .notFound),
        (#"{"message":"Hi","conversation":""}"#, .notFound),
        (#"{"message":"Hi","images":[{"base64":"%%%"}]}"#, .badRequest),
        (#"{"message":"Hi","images":[{"mediaType":"image/png","base64":"PHN2Zz4="}]}"#, .badRequest),
        (#"{"message":"Hi","images":[{},{},{},{},{}]}"#, .badRequest),
        (#"{"message":"Hi","images":"x"}"#, .badRequest),
    ])
    func `what makes no sense is refused`(json: String, status: HTTPResponse.Status) async throws {
        try await chat(json) { #expect($0.status == status, "\(json)") }
    }

    @Test func `a message of too many characters is refused`() async throws {
        let long = String(repeating: "é", count: ChatRequest.characterLimit + 1)
        try await chat(#"{"message":"\#(long)"}"#) { #expect($0.status == .contentTooLarge) }
    }

    @Test func `pictures are what their bytes say, at most four`() throws {
        let png = UploadedImage(mediaType: "image/gif", base64: Data(ImageFormatTests.png).base64EncodedString())
        #expect(try UploadedImage.checked([png]) == [Prompt.Image(mediaType: "image/png", bytes: ImageFormatTests.png)])
        #expect(throws: WebError.self) { try UploadedImage.checked([png, png, png, png, png]) }
        let heavy = UploadedImage(
            mediaType: nil,
            base64: Data(ImageFormatTests.png + [UInt8](repeating: 0, count: UploadedImage.byteLimit))
                .base64EncodedString())
        #expect(throws: WebError.self) { try UploadedImage.checked([heavy]) }
        var wide = ImageFormatTests.png
        wide.replaceSubrange(16..<24, with: [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10])
        let large = UploadedImage(mediaType: nil, base64: Data(wide).base64EncodedString())
        #expect(throws: WebError.self) { try UploadedImage.checked([large]) }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>", "javascript:alert(1)",
        "{{token}}", "{{{token}}}", "data: x\n\nevent: done", "\u{0}\u{1B}[31m",
    ])
    func `what attackers write comes back as data`(text: String) async throws {
        // Clean-up takes out what nobody should see; a reply of nothing else would be none.
        let house = try await House(model: ScriptedLanguageModel(.text("You wrote: " + text)))
        try await house.test { client in
            var headers = try await house.signIn(client).headers
            headers[.accept] = "text/event-stream"
            let body = JSONValue.object(["message": .string(text)]).text
            let response = try await client.post("/api/chat", body, headers)
            #expect(response.events.map(\.name).filter { $0 == "done" }.count == 1)
            let done = try JSONValue(parsing: response.events.last?.data ?? "")
            #expect(done["text"]?.string?.hasPrefix("You wrote:") == true)
        }
    }

    @Test func `the turn says who asks, where, and in which time`() throws {
        let wish = ChatRequest(message: "Hi", timeZone: "Europe/Berlin")
        let speaker = Speaker(id: "web:operator", name: "operator")
        let turn = try wish.turn(
            by: speaker, in: Conversation("abc", of: speaker), persona: PersonaID(character: "chief"), at: Date())
        #expect(turn.place == Place(id: "web:operator/c/abc", kind: .direct))
        #expect(turn.audience == .person("web:operator"))
        #expect(turn.speaker.timeZone?.identifier == "Europe/Berlin")
        let nowhere = try ChatRequest(message: "Hi", timeZone: "../etc").turn(
            by: speaker, in: Conversation("abc", of: speaker), persona: nil, at: Date())
        #expect(nowhere.speaker.timeZone == nil)
    }

    @Test func `personas are listed with what they offer`() async throws {
        let house = try await House()
        try await house.test { client in
            let list = try await client.get("/api/personas", house.signIn(client).headers).json["personas"]?.array ?? []
            #expect(list.map { $0["id"] } == ["chief", "sage"])
            #expect(list.first?["frameworks"]?.array?.count == 2)
            #expect(list.first?["greetings"] == ["Ready, player?"])
        }
    }

    @Test func `a program talks with its key as itself`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "script")
        try await house.test { client in
            let response = try await client.post(
                "/api/chat", #"{"message":"Hi"}"#, [.authorization: "Bearer \(key)"])
            #expect(response.status == .ok)
        }
    }
}

@Suite struct ConversationIDTests {
    private let ann = Speaker(id: "web:ann", name: "Ann")
    private let bob = Speaker(id: "web:bob", name: "Bob")

    @Test func `nobody can name another's talk`() throws {
        let conversation = Conversation(of: ann)
        #expect(try Conversation(conversation.id, of: bob).place != conversation.place)
        #expect(Conversation(place: conversation.place, of: bob) == nil)
        #expect(Conversation(place: conversation.place, of: ann) == conversation)
    }

    @Test(arguments: ["", "A", "a/b", "..", "a b", "a%2fb", "é", String(repeating: "a", count: 41)])
    func `what is no id is not found`(id: String) {
        #expect(throws: WebError.notFound) { try Conversation(id, of: ann) }
    }
}

@Suite struct ConversationRoutesTests {
    @Test func `a talk is opened with its texts as trees, only the latest of a long one`() async throws {
        let house = try await House(model: ScriptedLanguageModel(.text("**Hello** there.")))
        try await house.test { client in
            let visitor = try await house.signIn(client)
            for _ in 0..<2 {
                _ = try await client.post("/api/chat", #"{"message":"Hi","conversation":"abc"}"#, visitor.headers)
            }
            let opened = try await client.get("/api/conversations/abc", visitor.headers).json
            #expect(opened["id"] == "abc")
            let turns = try #require(opened["turns"]?.array)
            #expect(turns.map { $0["text"] } == ["Hi", "**Hello** there.", "Hi", "**Hello** there."])
            let tree = #"[{"inlines":[{"inlines":["Hello"],"type":"bold"}," there."],"type":"paragraph"}]"#
            #expect(turns.last?["nodes"] == (try JSONValue(parsing: tree)))

            _ = try await house.database.write { sql in
                try sql.execute("UPDATE turn SET text = ?", [.text(String(repeating: "long ", count: 30_000))])
            }
            let long = try await client.get("/api/conversations/abc", visitor.headers).json
            #expect(long["turns"]?.array?.map { $0["id"] } == turns.suffix(2).map { $0["id"] })
        }
    }

    @Test func `what was never said is not found`() async throws {
        let house = try await House()
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let list = try await client.get("/api/conversations", visitor.headers).json
            #expect(list["conversations"] == [])
            #expect(try await client.get("/api/conversations/abc", visitor.headers).status == .notFound)
            #expect(try await client.send(.delete, "/api/conversations/abc", "", visitor.headers).status == .notFound)
            #expect(try await client.get("/api/conversations/A%20B", visitor.headers).status == .notFound)
        }
    }
}
