import DiscordModel
import Foundation
import Testing

@testable import DiscordSimulator

/// The door: who may ask, in which form, and what is written down.
@Suite struct RESTTests {
    let ask = Ask()
    var demo: DemoWorld { ask.demo }
    var messages: String { "/channels/\(demo.general)/messages" }

    @Test func `JSON is called exactly application-json`() {
        #expect(ask.reply("GET", "/users/@me").header("Content-Type") == "application/json")
        #expect(ask.reply("GET", "/users/@me").json["mfa_enabled"] == true)
    }

    @Test func `tokens, agents, methods and paths are checked`() {
        #expect(ask("GET", "/users/@me", token: "wrong").status == 401)
        #expect(ask("GET", "/users/@me", token: nil).status == 401)
        #expect(ask("GET", "/nowhere").status == 404)
        #expect(ask("PUT", "/users/@me").status == 405)
        #expect(ask("GET", "/gateway", token: nil).status == 200)
        let token = [(name: "authorization", value: "Bot \(demo.token)")]
        let nobody = IncomingRequest(method: "GET", target: "/api/v10/users/@me", headers: token, body: [])
        #expect(ask.rest.answer(nobody).status == 403)
    }

    @Test func `a reset token is refused`() {
        ask.world.resetToken(of: demo.bot, to: "new.token.here")
        #expect(ask("GET", "/users/@me").status == 401)
        #expect(ask("GET", "/users/@me", token: "new.token.here").status == 200)
    }

    @Test func `a form's payload_json is the body`() {
        let form = "payload_json=%7B%22content%22%3A%22a%2Bb+c%22%7D"
        let reply = ask.reply("POST", messages, bytes: Array(form.utf8), type: "application/x-www-form-urlencoded")
        #expect(reply.json["content"] == "a+b c")
    }

    @Test func `files come in parts and are fetched at a signed address for a day`() throws {
        let body = """
            --xyz\r\nContent-Disposition: form-data; name="payload_json"\r\nContent-Type: application/json\r\n\r\n\
            {"content":"see","attachments":[{"id":"0","description":"words"}],"embeds":[{"image":{"url":"attachment://a_b.txt"}}]}\r\n\
            --xyz\r\nContent-Disposition: form-data; name="files[0]"; filename="a b.txt"\r\nContent-Type: text/plain\r\n\r\n\
            line one\r\nline two\r\n--xyz--\r\n
            """
        let reply = ask.reply("POST", messages, bytes: Array(body.utf8), type: "multipart/form-data; boundary=xyz")
        let file = try #require(reply.json["attachments"]?[0])
        #expect(file["filename"] == "a_b.txt")
        #expect(file["description"] == "words")
        #expect(file["size"] == 18)
        let url = try #require(file["url"]?.string)
        let get = IncomingRequest(
            method: "GET", target: String(url.dropFirst("http://127.0.0.1:1".count)), headers: [], body: [])
        #expect(String(decoding: ask.rest.answer(get).body, as: UTF8.self) == "line one\r\nline two")
        let bare = IncomingRequest(method: "GET", target: get.path, headers: [], body: [])
        #expect(ask.rest.answer(bare).status == 404)
        ask.advance(25 * 3600)
        #expect(ask.rest.answer(get).status == 404)
        let again = ask("GET", "\(messages)/\(reply.json["id"]?.string ?? "")").body["attachments"]?[0]?["url"]?.string
        let fresh = IncomingRequest(
            method: "GET", target: String((again ?? "").dropFirst("http://127.0.0.1:1".count)), headers: [], body: [])
        #expect(ask.rest.answer(fresh).status == 200)
        #expect(ask.rest.violations.map(\.description) == [])
    }

    @Test func `an edit keeps the files that it lists`() throws {
        let file = StoredFile(name: "a.txt", contentType: "text/plain", bytes: [1])
        ask.world.change { state in
            let files = [state.attach(file, in: demo.general), state.attach(file, in: demo.general)]
            state.post(
                Draft(author: state.user(demo.bot), fields: ["content": "two"], attachments: files), in: demo.general)
        }
        let message = try #require(ask.world.messages(in: demo.general).last)
        let path = "\(messages)/\(message["id"]?.string ?? "")"
        #expect(ask("PATCH", path, ["content": "still two"]).body["attachments"]?.array?.count == 2)
        let kept: JSON = ["attachments": [["id": message["attachments"]?[1]?["id"] ?? .null]]]
        #expect(ask("PATCH", path, kept).body["attachments"]?.array?.count == 1)
    }

    @Test func `what is no JSON, or of no known type, is refused`() {
        #expect(ask.reply("POST", messages, bytes: Array("{".utf8), type: "application/json").json["code"] == 50109)
        #expect(ask.reply("POST", messages, bytes: [1], type: "text/plain").json["code"] == 50035)
        let large = [UInt8](repeating: 32, count: BodyReader.limit + 1)
        #expect(ask.reply("POST", messages, bytes: large, type: "application/json").status == 413)
    }

    @Test func `a request that the description does not know is a violation`() {
        _ = ask("POST", messages, ["content": 5])
        _ = ask("GET", "\(messages)?limit=5&page=2")
        #expect(ask.rest.violations.count == 2)
        #expect(ask.rest.violations[0].description.contains("content"))
        #expect(ask.rest.violations[1].faults == ["?page is no parameter of it"])
    }

    @Test func `requests are written down with their reasons`() {
        _ = ask.reply("POST", messages, ["content": "hi"], headers: [("x-audit-log-reason", "just%20so")])
        let request = ask.rest.requests.last
        #expect(request?.route == "/channels/{channel_id}/messages")
        #expect(request?.reason == "just so")
        #expect(request?.body["content"] == "hi")
        #expect(request?.status == 200)
    }

    @Test func `a refused request changes nothing`() {
        let before = ask.world.messages(in: demo.general).count
        let heard = Heard(ask.world, demo.bot)
        _ = ask("POST", "/channels/\(demo.forum)/threads", ["name": "", "message": ["content": "x"]])
        #expect(ask.world.messages(in: demo.general).count == before)
        #expect(heard.names.isEmpty)
    }

    @Test func `words win over parameters, and routes are known to the description`() throws {
        guard case .route(let route, _) = RouteTable.all.find("GET", ["users", "@me"]) else {
            Issue.record("no route")
            return
        }
        #expect(route.template == "/users/@me")
        let description = try #require(Ask.description)
        let (known, all) = description.coverage(of: RouteTable.all.routes)
        print("routes of the description that the simulator answers: \(known) of \(all)")
        #expect(known >= 85)
    }
}
