import Foundation
import HTTPTypes
import HummingbirdTesting
import Inference
import Logging
import Storage
import Testing

@testable import Companion
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
        (InferenceError.budgetSpent(scope: "you", resets: "soon"), HTTPResponse.Status.tooManyRequests, nil),
        (.busy(provider: "p", reason: "full"), .serviceUnavailable, "60"),
        (.refused(provider: "p", status: 401, reason: "key"), .serviceUnavailable, nil),
    ])
    func `the status says whether another try makes sense`(
        error: InferenceError, status: HTTPResponse.Status, retryAfter: String?
    ) async throws {
        try await chat(#"{"message":"Hi"}"#, model: ScriptedLanguageModel(.failure(error))) { response in
            #expect(response.status == status)
            #expect(response.headers[.retryAfter] == retryAfter)
        }
    }

    @Test func `what the model cannot be asked is the asker's to mend`() async throws {
        let blind = ScriptedLanguageModel(traits: ModelTraits(contextTokens: 8192)) { _ in .text("never") }
        let picture = Data(ImageFormatTests.png).base64EncodedString()
        try await chat(#"{"message":"","images":[{"base64":"\#(picture)"}]}"#, model: blind) { response in
            #expect(response.status == .badRequest)
            #expect(response.text.contains("cannot see pictures"))
        }
    }

    @Test(arguments: [
        (#"{"message":""}"#, HTTPResponse.Status.badRequest), (#"{"message":" \n\t"}"#, .badRequest),
        (#"{"message":7}"#, .badRequest),
        (#"{}"#, .badRequest), (#"[]"#, .badRequest), (#"{"message":"Hi","persona":"nobody"}"#, .badRequest),
        (#"{"message":"Hi","persona":"sage","framework":"chaotic"}"#, .badRequest),
        (#"{"message":"Hi","framework":"chaotic"}"#, .badRequest),
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
        let long = String(repeating: "é", count: Responder.questionLimit + 1)
        try await chat(#"{"message":"\#(long)"}"#) { #expect($0.status == .contentTooLarge) }
    }

    @Test func `pictures are what their bytes say, at most four`() throws {
        let png = UploadedImage(base64: Data(ImageFormatTests.png).base64EncodedString())
        #expect(try UploadedImage.checked([png]) == [Prompt.Image(mediaType: "image/png", bytes: ImageFormatTests.png)])
        #expect(throws: WebError.self) { try UploadedImage.checked([png, png, png, png, png]) }
        let heavy = UploadedImage(
            base64: Data(ImageFormatTests.png + [UInt8](repeating: 0, count: UploadedImage.byteLimit))
                .base64EncodedString())
        #expect(throws: WebError.self) { try UploadedImage.checked([heavy]) }
        var wide = ImageFormatTests.png
        wide.replaceSubrange(16..<24, with: [0, 0, 0x27, 0x10, 0, 0, 0x27, 0x10])
        let large = UploadedImage(base64: Data(wide).base64EncodedString())
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

    @Test func `who answered and how is named so that one can ask them again`() async throws {
        let house = try await House()
        try await house.test { client in
            var headers = try await house.signIn(client).headers
            let wish = #"{"message":"Hi","persona":"chief","framework":"chaotic"}"#
            let answer = try await client.post("/api/chat", wish, headers).json
            #expect(answer["persona"] == "chief")
            #expect(answer["framework"] == "chaotic")
            let id = try #require(answer["conversation"]?.string)
            let listed = try await client.get("/api/conversations", headers).json["conversations"]?.array?.first
            #expect(listed?["persona"] == "chief")
            #expect(listed?["framework"] == "chaotic")
            let turns = try await client.get("/api/conversations/\(id)", headers).json["turns"]?.array
            #expect(turns?.last?["persona"] == "chief")
            #expect(turns?.last?["framework"] == "chaotic")
            headers[.accept] = "text/event-stream"
            let start = try await client.post("/api/chat", wish, headers).events.first
            let said = try JSONValue(parsing: start?.data ?? "")
            #expect(said["persona"] == "chief")
            #expect(said["framework"] == "chaotic")
        }
    }

    @Test func `a persona or framework with an underscore is told apart, one that is gone keeps its name`() async throws
    {
        let framework = PersonaSummary.FrameworkSummary(id: "very_calm", name: "Calm", summary: "Calm.")
        let sage = PersonaSummary(
            id: "old_sage", name: "Sage", summary: "", greetings: [], framework: "very_calm", frameworks: [framework])
        let ids = await PersonaChoices(all: { [sage] }).ids()
        #expect(ids.answering("old_sage_very_calm") == PersonaID(character: "old_sage", framework: "very_calm"))
        #expect(ids.answering("gone_for_good") == PersonaID(character: "gone_for_good"))
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

@Suite struct TalkTests {
    private func turn(images: Int, brought: Int = 0) -> Turn {
        let image = Prompt.Image(mediaType: "image/png", bytes: [1])
        var turn = Turn(
            speaker: Speaker(id: "web:ann", name: "Ann"), place: Place(id: "p", kind: .direct),
            audience: .person("web:ann"), text: "Hi", images: Array(repeating: image, count: images), saidAt: Date())
        turn.wishes.broughtHistory = [.init(.user, "Look", images: Array(repeating: image, count: brought))]
        return turn
    }

    @Test func `few answers about pictures are made at once, and they keep nobody else waiting`() async throws {
        let talk = Talk(
            responder: try await House.responder(
                ScriptedLanguageModel(.text("Hello.")), House.freshDatabase()),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let held = try (1...Talk.pictureLimit).map { try talk.place(for: turn(images: $0 % 2, brought: 1)) }
        #expect(throws: WebError.self) { try talk.place(for: turn(images: 1)) }
        #expect(throws: WebError.self) { try talk.place(for: turn(images: 0, brought: 1)) }
        _ = try talk.place(for: turn(images: 0))
        held.first?.giveBack()
        _ = try talk.place(for: turn(images: 1))
        withExtendedLifetime(held) {}
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

    @Test func `what was said is listed, opened and forgotten by whom it belongs to`() async throws {
        let house = try await House()
        let key = try await house.keys.add(name: "other")
        let other: HTTPFields = [.authorization: "Bearer \(key)"]
        try await house.test { client in
            let visitor = try await house.signIn(client)
            let answer = try await client.post("/api/chat", #"{"message":"How are you?"}"#, visitor.headers).json
            let id = try #require(answer["conversation"]?.string)
            let again = #"{"message":"And now?","conversation":"\#(id)"}"#
            #expect(try await client.post("/api/chat", again, visitor.headers).status == .ok)

            let list = try await client.get("/api/conversations", visitor.headers).json["conversations"]?.array ?? []
            #expect(list.map { $0["id"]?.string } == [id])
            #expect(list.first?["title"] == "How are you?")
            #expect(list.first?["turns"] == 4)
            let turns = try await client.get("/api/conversations/\(id)", visitor.headers).json["turns"]?.array ?? []
            #expect(turns.map { $0["role"] } == ["user", "assistant", "user", "assistant"])
            #expect(turns.map { $0["text"] } == ["How are you?", "Hello there.", "And now?", "Hello there."])
            #expect(turns.allSatisfy { $0["state"] == "complete" })

            let strangers = try await client.get("/api/conversations", other).json
            #expect(strangers["conversations"] == [])
            #expect(try await client.get("/api/conversations/\(id)", other).status == .notFound)
            #expect(try await client.send(.delete, "/api/conversations/\(id)", "", other).status == .notFound)
            #expect(
                try await client.send(.delete, "/api/conversations/\(id)", "", visitor.headers).status == .noContent)
            #expect(try await client.get("/api/conversations/\(id)", visitor.headers).status == .notFound)
            let left = try await client.get("/api/conversations", visitor.headers).json
            #expect(left["conversations"] == [])
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
