import AsyncHTTPClient
import DiscordModel
import Foundation
import NIOCore
import NIOHTTP1
import Testing

@testable import DiscordSimulator

/// What the page's server lets people do, and whom it answers.
@Suite struct PageTests {
    private let demo = World.demo()

    private func ask(
        _ address: String, _ path: String, headers: [(String, String)] = []
    ) async throws -> (status: Int, json: JSON, headers: HTTPHeaders) {
        var request = HTTPClientRequest(url: address + path)
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        return try await answer(request)
    }

    private func act(_ address: String, _ name: String, _ body: JSON) async throws -> (status: Int, json: JSON) {
        var request = HTTPClientRequest(url: "\(address)/page/acts/\(name)")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: body.bytes))
        let answer = try await answer(request)
        return (answer.status, answer.json)
    }

    private func answer(_ request: HTTPClientRequest) async throws -> (status: Int, json: JSON, headers: HTTPHeaders) {
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
        let body = try await response.body.collect(upTo: 1 << 22)
        let json = (try? JSON(json: Array(body.readableBytesView))) ?? .null  // pages are no JSON
        return (Int(response.status.code), json, response.headers)
    }

    // MARK: Whom it answers

    @Test(arguments: ["localhost", "127.0.0.1:4000", "127.9.9.9", "[::1]:80", "LOCALHOST:1"])
    func `names of this machine are answered`(name: String) { #expect(PageDoor<SocketContext>.isLoopback(name)) }

    @Test(arguments: [
        "example.org", "127.0.0.1.example.org", "localhost.evil", "0.0.0.0", "[::2]", "127.1", "", "localhost:x",
    ])
    func `other names are not`(name: String) { #expect(!PageDoor<SocketContext>.isLoopback(name)) }

    @Test func `pages of other sites are turned away, and browsers may run nothing but its own files`() async throws {
        try await PageHouse.open(demo) { address in
            #expect(try await ask(address, "/page/world", headers: [("Origin", "http://evil.example")]).status == 403)
            #expect(try await ask(address, "/page/world", headers: [("Sec-Fetch-Site", "cross-site")]).status == 403)
            #expect(try await ask(address, "/page/world", headers: [("Host", "evil.example")]).status == 403)
            let own = try await ask(address, "/page/world", headers: [("Origin", address)])
            #expect(own.status == 200 && own.json["me"]?.snowflake == demo.ada)
            let policy = try await ask(address, "/").headers.first(name: "content-security-policy") ?? ""
            #expect(policy.contains("script-src 'self'") && !policy.contains("unsafe"))
        }
    }

    @Test func `its scripts never write markup`() throws {
        let folder = PageHouse.share + "/simulator"
        let scripts = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".js") }
        #expect(scripts.count > 10)
        for name in scripts {
            let source = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
            for word in ["innerHTML", "outerHTML", "AdjacentHTML", "document.write", "eval(", "Function(", "DOMParser"]
            {
                #expect(!source.contains(word), "\(name): \(word)")
            }
        }
    }

    @Test func `its files are those of its table`() async throws {
        try await PageHouse.open(demo) { address in
            let style = try await ask(address, "/static/simulator.css")
            #expect(style.status == 200 && style.headers.first(name: "content-type") == "text/css; charset=utf-8")
            let tag = try #require(style.headers.first(name: "etag"))
            #expect(try await ask(address, "/static/simulator.css", headers: [("If-None-Match", tag)]).status == 304)
            for name in ["..%2fVERSION", "chat.js", "nothing"] {
                #expect(try await ask(address, "/static/\(name)").status == 404)
            }
        }
        #expect(throws: PageFilesMissing.self) { try PageServer(demo.world, share: "/nowhere") }
    }

    // MARK: What people may do

    @Test func `nobody acts as a bot or as nobody`() async throws {
        try await PageHouse.open(demo) { address in
            for id in [demo.bot, Snowflake(1)] {
                let body: JSON = ["as": JSON(id), "channel": JSON(demo.general), "text": "hi"]
                let answer = try await act(address, "say", body)
                #expect(answer.status == 404)
            }
        }
    }

    @Test func `a person sees, writes, edits and deletes only what rights allow`() async throws {
        let said = demo.world.say("mine", as: demo.ada, in: demo.general)
        try await PageHouse.open(demo) { address in
            let staff = try await ask(address, "/page/messages?as=\(demo.cleo)&channel=\(demo.staff)")
            #expect(staff.status == 404)
            let here: JSONObject = ["as": JSON(demo.cleo), "channel": JSON(demo.general), "message": JSON(said)]
            func body(_ more: (String, JSON)...) -> JSON {
                .object(JSONObject(here.map { ($0.name, $0.value) } + more))
            }
            #expect(
                try await act(address, "say", ["as": JSON(demo.cleo), "channel": JSON(demo.staff), "text": "x"]).status
                    == 403)
            #expect(try await act(address, "edit", body(("text", "theirs"))).status == 403)
            #expect(try await act(address, "delete", body()).status == 403)
            #expect(try await act(address, "say", body(("text", ""))).status == 400)
            #expect(
                try await act(address, "say", body(("text", .string(String(repeating: "a", count: 2_001))))).status
                    == 400)
            #expect(try await act(address, "nonsense", body()).status == 404)
            // Ben moderates.
            let ben: JSON = ["as": JSON(demo.ben), "channel": JSON(demo.general), "message": JSON(said)]
            #expect(try await act(address, "delete", ben).status == 200)
        }
        #expect(demo.world.messages(in: demo.general).isEmpty)
    }

    @Test func `slow mode is told, and how long it lasts`() async throws {
        demo.world.change { [demo] in $0.changeChannel(demo.random) { $0["rate_limit_per_user"] = 600 } }
        try await PageHouse.open(demo) { address in
            let body: JSON = ["as": JSON(demo.cleo), "channel": JSON(demo.random), "text": "hi"]
            let (first, second) = (try await act(address, "say", body), try await act(address, "say", body))
            #expect(first.status == 200)
            #expect(second.status == 429)
        }
    }

    @Test func `a file that is sent comes back, a wrong address brings nothing`() async throws {
        try await PageHouse.open(demo) { address in
            let file: JSON = ["name": "a note.txt", "type": "text/html", "base64": "PGI+"]
            let body: JSON = ["as": JSON(demo.ada), "channel": JSON(demo.general), "text": "", "files": [file]]
            #expect(try await act(address, "say", body).status == 200)
            let messages = try await ask(address, "/page/messages?as=\(demo.ada)&channel=\(demo.general)").json
            let url = try #require(messages["messages"]?[0]?["attachments"]?[0]?["url"]?.string)
            let back = try await ask(address, url)
            #expect(back.status == 200)
            #expect(back.headers.first(name: "content-type") == "application/octet-stream", "it is no page of ours")
            #expect(back.headers.first(name: "content-disposition") == "attachment")
            #expect(try await ask(address, url.replacing("hm=", with: "hm=0")).status == 404)
        }
    }

    // MARK: What it tells

    @Test func `what happens is told as events, and a text has its tree beside it`() async throws {
        try await PageHouse.open(demo) { address in
            let response = try await HTTPClient.shared.execute(
                HTTPClientRequest(url: "\(address)/page/events?as=\(demo.cleo)"), timeout: .seconds(20))
            var seen = ""
            for try await part in response.body {
                seen += String(buffer: part)
                if seen.contains("event: world"), !seen.contains("event: message") {
                    demo.world.say("**loud**", as: demo.ben, in: demo.general)
                    demo.world.say("secret", as: demo.ben, in: demo.staff)
                    demo.world.type(as: demo.ben, in: demo.general)
                }
                if seen.contains("event: typing") { break }
            }
            #expect(
                seen.contains(#""contentTree":[{"inlines":[{"inlines":["loud"],"type":"bold"}],"type":"paragraph"}]"#))
            #expect(!seen.contains("secret"), "a channel that Cleo may not see is told of")
        }
    }

    @Test func `of many changes of one message one is told, and of too many things that there were too many`() {
        let queue = PageQueue()
        for _ in 0..<1_000 { queue.add(.message(Snowflake(1), in: Snowflake(2))) }
        #expect(queue.take() == [.message(Snowflake(1), in: Snowflake(2))])
        for id in 0...UInt64(PageQueue.limit) { queue.add(.message(Snowflake(id), in: Snowflake(2))) }
        #expect(queue.take() == [.lost])
        #expect(queue.take().isEmpty)
    }

    @Test func `places for readers are given back`() throws {
        let readers = PageReaders()
        for _ in 0..<PageReaders.limit { try readers.enter() }
        #expect(throws: PageFault.self) { try readers.enter() }
        readers.leave()
        try readers.enter()
    }
}
