import AsyncHTTPClient
import DiscordModel
import Foundation
import NIOPosix
import Telemetry
import TestSupport
import Testing

@testable import Discord

/// Runs a test with a client on a server that answers as told.
func withClient(
    _ script: @escaping ScriptedAPI.Script, clock: any Clock<Duration> = SkippingClock(),
    settings change: (inout DiscordClient.Settings) -> Void = { _ in },
    test: (DiscordClient, ScriptedAPI) async throws -> Void
) async throws {
    let server = try await ScriptedAPI.start(script)
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.retryConnectionEstablishment = false
    let http = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    var settings = DiscordClient.Settings(token: Secret("a.b.c"), version: "1.0")
    settings.baseURL = server.url
    change(&settings)
    let client = DiscordClient(settings, http: http, clock: clock, chance: { 0.5 })
    let result: Result<Void, any Error>
    do {
        try await test(client, server)
        result = .success(())
    } catch {
        result = .failure(error)
    }
    await client.close()
    try await http.shutdown()
    try await server.stop()
    try result.get()
}

@Suite struct DiscordClientTests {
    private let channel = Snowflake(7)
    private let message = #"{"id": "9", "channel_id": "7", "content": "hi"}"#

    private func hello(_ text: String = "hi") -> MessageRequest {
        var request = MessageRequest()
        request.content = text
        return request
    }

    private func json(_ text: String?) throws -> JSON { try JSON(parsing: text ?? "") }

    // MARK: What is sent

    @Test func `requests carry the token, the agent, and the reason`() async throws {
        try await withClient({ _, _ in [Answer.nothing] }) { client, server in
            try await client.pin(Snowflake(9), in: channel, reason: "weil’s gut ist")
            let request = try #require(server.requests.first)
            #expect(request.line == "PUT /channels/7/messages/pins/9")
            #expect(request.headers["authorization"] == "Bot a.b.c")
            #expect(request.headers["user-agent"] == "DiscordBot (https://acore.invalid, 1.0)")
            #expect(request.headers["x-audit-log-reason"] == "weil%E2%80%99s%20gut%20ist")
        }
    }

    @Test func `a message pings nobody and has a nonce`() async throws {
        try await withClient({ [message] _, _ in [Answer.json("200 OK", message)] }) { client, server in
            var request = hello("@everyone")
            request.allowedMentions.parse = [.everyone, .users, .roles]
            #expect(try await client.send(request, to: channel).id == Snowflake(9))
            let body = try json(server.requests.first?.body)
            #expect(body["allowed_mentions"]?["parse"] == [])
            #expect(body["allowed_mentions"]?["replied_user"] == false)
            #expect(body["enforce_nonce"] == true)
            #expect(body["nonce"]?.string?.count == 25)
        }
    }

    @Test func `those who are named are pinged, and a nonce of one's own is kept`() async throws {
        try await withClient({ [message] _, _ in [Answer.json("200 OK", message)] }) { client, server in
            var request = hello()
            request.allowedMentions = AllowedMentions(users: [Snowflake(3)])
            request.nonce = .text("mine")
            _ = try await client.send(request, to: channel)
            let body = try json(server.requests.first?.body)
            #expect(body["allowed_mentions"]?["users"] == ["3"])
            #expect(body["nonce"] == "mine")
        }
    }

    @Test func `every way to write a message closes its mentions`() async throws {
        try await withClient({ [message] _, _ in [Answer.json("200 OK", message)] }) { client, server in
            let open = #"{"content": "x", "allowed_mentions": {"parse": ["everyone"]}}"#
            let edit = try MessageEdit(json: Array(open.utf8))
            let persona = try WebhookMessage(json: Array(open.utf8))
            var post = ThreadRequest()
            post.message = try MessageRequest(json: Array(open.utf8))
            let (one, two) = (Snowflake(1), Snowflake(2))
            try await client.edit(one, in: channel, to: edit)
            _ = try await client.execute(webhook: one, token: "t", persona)
            try await client.editWebhookMessage(one, of: two, token: "t", to: edit)
            try await client.answer(.message(persona), to: one, token: "t")
            try await client.answer(.update(edit), to: two, token: "t")
            try await client.editOriginalAnswer(to: edit, application: one, token: "t")
            _ = try await client.followUp(persona, application: one, token: "t")
            try await client.editFollowUp(two, to: edit, application: one, token: "t")
            _ = try await client.startPost(in: channel, post)
            #expect(server.requests.count == 9)
            for request in server.requests {
                let body = try json(request.body)
                let inner = body["data"] ?? body["message"] ?? body
                #expect(inner["allowed_mentions"]?["parse"] == [], "\(request.line)")
            }
        }
    }

    @Test func `no other way leads a message out`() async throws {
        try await withClient({ _, _ in [Answer.json("200 OK", #"{"id": "1", "type": 11}"#)] }) { client, server in
            var thread = ThreadRequest()
            thread.name = "a"
            thread.message = hello("@everyone")
            _ = try await client.startThread(in: channel, thread)
            _ = try await client.startThread(from: Snowflake(1), in: channel, thread)
            #expect(server.requests.count == 2)
            let bodies = try server.requests.map { try json($0.body) }
            #expect(bodies.allSatisfy { $0["message"] == nil })
        }
    }

    @Test func `files go along with the JSON that names them`() async throws {
        try await withClient({ [message] _, _ in [Answer.json("200 OK", message)] }) { client, server in
            let file = OutgoingFile(name: "a.txt", contentType: "text/plain", bytes: Array("content".utf8))
            _ = try await client.send(hello(), files: [file], to: channel)
            let request = try #require(server.requests.first)
            #expect(request.headers["content-type"]?.hasPrefix("multipart/form-data; boundary=") ?? false)
            #expect(request.body.contains(#"name="files[0]"; filename="a.txt""#))
            #expect(request.body.contains(#""attachments":[{"filename":"a.txt","id":"0"}]"#))
        }
    }

    @Test func `interactions and webhooks go without the token`() async throws {
        try await withClient({ [message] _, _ in [Answer.json("200 OK", message)] }) { client, server in
            try await client.answer(.deferredMessage(ephemeral: true), to: Snowflake(1), token: "t")
            _ = try await client.execute(webhook: Snowflake(1), token: "t", WebhookMessage())
            #expect(server.requests.allSatisfy { $0.headers["authorization"] == nil })
            #expect(server.requests.first?.line == "POST /interactions/1/t/callback")
            #expect(server.requests.last?.line == "POST /webhooks/1/t?wait=true&with_components=true")
        }
    }

    // MARK: Limits

    @Test(arguments: ["user", "shared", "global"])
    func `a throttled message is sent again after its wait`(scope: String) async throws {
        let clock = SkippingClock()
        let script: ScriptedAPI.Script = { [message] _, count in
            [count == 1 ? Answer.throttled(scope) : Answer.json("200 OK", message)]
        }
        try await withClient(script, clock: clock) { client, server in
            _ = try await client.send(hello(), to: channel)
            #expect(server.requests.count == 2)
            #expect(try json(server.requests[0].body)["nonce"] == json(server.requests[1].body)["nonce"])
            #expect(clock.slept.contains(.seconds(3)))
        }
    }

    @Test func `who would wait longer than patience is told how long`() async throws {
        try await withClient({ _, _ in [Answer.throttled("user", "120.5")] }) { client, server in
            await #expect(throws: DiscordError.rateLimited(wait: .milliseconds(120_500))) {
                _ = try await client.send(hello(), to: channel)
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `an empty bucket is waited out before the next request`() async throws {
        let clock = SkippingClock()
        let script: ScriptedAPI.Script = { [message] _, _ in
            [Answer.json("200 OK", message, Answer.limits(0, resetAfter: 4))]
        }
        try await withClient(script, clock: clock) { client, _ in
            _ = try await client.send(hello(), to: channel)
            #expect(clock.slept == [])
            _ = try await client.send(hello(), to: channel)
            #expect(clock.slept == [.milliseconds(4_010)])
        }
    }

    @Test func `a cancelled request leaves the line`() async throws {
        let script: ScriptedAPI.Script = { [message] _, _ in
            [Answer.json("200 OK", message, Answer.limits(0, resetAfter: 14))]
        }
        try await withClient(script, clock: SkippingClock(patience: .seconds(10))) { client, server in
            _ = try await client.send(hello(), to: channel)
            let waiting = Task { try await client.send(hello(), to: channel) }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            #expect(server.requests.count == 1)
        }
    }

    // MARK: Refusals

    @Test func `a refused token ends all requests`() async throws {
        try await withClient({ _, _ in [Answer.json("401 Unauthorized", #"{"code": 0}"#)] }) { client, server in
            await #expect(throws: DiscordError.tokenRefused) { try await client.me() }
            await #expect(throws: DiscordError.tokenRefused) { try await client.guild(Snowflake(1)) }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `a webhook that is gone is not asked again, and the token stays good`() async throws {
        let script: ScriptedAPI.Script = { request, _ in
            request.line.hasPrefix("POST /webhooks")
                ? [Answer.json("401 Unauthorized", #"{"code": 50027, "message": "Invalid Webhook Token"}"#)]
                : [Answer.json("200 OK", #"{"id": "1", "username": "a", "discriminator": "0"}"#)]
        }
        try await withClient(script) { client, server in
            for _ in 1...2 {
                let error = await #expect(throws: DiscordError.self) {
                    _ = try await client.execute(webhook: Snowflake(1), token: "t", WebhookMessage())
                }
                #expect(error?.code == 50027 && error?.remedy == .forget)
            }
            _ = try await client.me()
            #expect(server.requests.count == 2)
        }
    }

    @Test func `a denial is remembered for five minutes`() async throws {
        let clock = SkippingClock()
        let script: ScriptedAPI.Script = { _, _ in [Answer.json("403 Forbidden", #"{"code": 50013, "message": "No"}"#)]
        }
        try await withClient(script, clock: clock) { client, server in
            for _ in 1...3 {
                let error = await #expect(throws: DiscordError.self) { try await client.showTyping(in: channel) }
                #expect(error?.remedy == .permission)
            }
            #expect(server.requests.count == 1)
            clock.advance(by: .seconds(301))
            await #expect(throws: DiscordError.self) { try await client.showTyping(in: channel) }
            client.forgetDenials()
            await #expect(throws: DiscordError.self) { try await client.showTyping(in: channel) }
            #expect(server.requests.count == 3)
        }
    }

    @Test func `an invalid form tells what is wrong`() async throws {
        let body =
            #"{"code": 50035, "message": "Invalid Form Body", "errors": {"content": {"_errors": [{"message": "long"}]}}}"#
        try await withClient({ _, _ in [Answer.json("400 Bad Request", body)] }) { client, _ in
            let error = await #expect(throws: DiscordError.self) { _ = try await client.send(hello(), to: channel) }
            guard case .refused(let refusal) = error else { Issue.record("\(String(describing: error))"); return }
            #expect(refusal.faults == ["content: long"])
            #expect(refusal.route == "POST /channels/{channel.id}/messages")
            #expect(error?.remedy == .mend)
        }
    }

    // MARK: Faults

    @Test(arguments: ["500 Oops", "502 Bad Gateway", "503 Unavailable", "524 Timeout"])
    func `a passing trouble is tried five times with waits`(status: String) async throws {
        let clock = SkippingClock()
        try await withClient({ _, _ in [Answer.page(status)] }, clock: clock) { client, server in
            await #expect(throws: DiscordError.failing(status: Int(status.prefix(3)) ?? 0)) {
                _ = try await client.send(hello(), to: channel)
            }
            #expect(server.requests.count == 5)
            let nonces = try Set(server.requests.map { try json($0.body)["nonce"]?.string })
            #expect(nonces.count == 1)
            #expect(clock.slept == [0.25, 0.5, 1, 2].map { .seconds($0) })
        }
    }

    @Test func `what would happen twice is not tried again`() async throws {
        try await withClient({ _, _ in [Answer.page("502 Bad Gateway")] }) { client, server in
            await #expect(throws: DiscordError.failing(status: 502)) {
                _ = try await client.execute(webhook: Snowflake(1), token: "t", WebhookMessage())
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test func `an answer cut off is asked for again`() async throws {
        let script: ScriptedAPI.Script = { [message] _, count in
            count < 3
                ? [
                    .send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"id\""),
                    .close,
                ]
                : [Answer.json("200 OK", message)]
        }
        try await withClient(script) { client, server in
            _ = try await client.send(hello(), to: channel)
            #expect(server.requests.count == 3)
        }
    }

    @Test func `a deletion whose first answer was lost is done`() async throws {
        let script: ScriptedAPI.Script = { _, count in
            count == 1 ? [.close] : [Answer.json("404 Not Found", #"{"code": 10008}"#)]
        }
        try await withClient(script) { client, _ in try await client.delete(Snowflake(9), in: channel) }
    }

    @Test func `an answer to an interaction whose confirmation was lost is given`() async throws {
        let script: ScriptedAPI.Script = { _, count in
            count == 1 ? [.close] : [Answer.json("400 Bad Request", #"{"code": 40060}"#)]
        }
        try await withClient(script) { client, _ in
            try await client.answer(.deferredUpdate, to: Snowflake(1), token: "t")
        }
    }

    @Test func `a body that never ends is given up`() async throws {
        let script: ScriptedAPI.Script = { _, _ in
            [.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{")]
        }
        try await withClient(
            script,
            settings: {
                $0.timeLimit = .seconds(5)  // a sleep that ends at once
                $0.retries.tries = 2
            }
        ) { client, server in
            await #expect(throws: DiscordError.timedOut(limit: .seconds(5))) { try await client.me() }
        }
    }

    @Test func `ten megabytes of refusal are not read`() async throws {
        let body = #"{"code": 50001, "message": "Missing Access", "x": ""# + String(repeating: "x", count: 10 << 20)
        try await withClient({ _, _ in [Answer.json("403 Forbidden", body)] }) { client, _ in
            let error = await #expect(throws: DiscordError.self) { try await client.guild(Snowflake(1)) }
            #expect(error?.code == 50001)
        }
    }

    @Test func `an answer beyond the limit is refused`() async throws {
        let body = "\"\(String(repeating: "x", count: 5000))\""
        try await withClient({ _, _ in [Answer.json("200 OK", body)] }, settings: { $0.answerLimit = 4096 }) {
            client, _ in
            await #expect(throws: DiscordError.tooLarge(limit: 4096)) { try await client.me() }
        }
    }

    @Test(arguments: ["429 Too Many Requests", "403 Forbidden"])
    func `Cloudflare's page silences everything`(status: String) async throws {
        let clock = SkippingClock()
        try await withClient({ _, _ in [Answer.page(status, ["Retry-After: 600"])] }, clock: clock) { client, server in
            await #expect(throws: DiscordError.silenced(wait: .seconds(600))) { try await client.me() }
            clock.advance(by: .seconds(100))
            await #expect(throws: DiscordError.silenced(wait: .seconds(500))) {
                try await client.answer(.deferredUpdate, to: Snowflake(1), token: "t")
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: ["<html>hello", "[]", "", "{\"id\": \"x\"}"])
    func `a good status with something else is no answer`(body: String) async throws {
        try await withClient({ _, _ in [Answer.json("200 OK", body)] }) { client, _ in
            let error = await #expect(throws: DiscordError.self) { try await client.me() }
            guard case .garbled = error else { Issue.record("\(String(describing: error))"); return }
        }
    }

    @Test func `nobody at home is said so, after tries`() async throws {
        let clock = SkippingClock()
        try await withClient({ _, _ in [] }, clock: clock, settings: { $0.baseURL = "http://127.0.0.1:1" }) {
            client, _ in
            let error = await #expect(throws: DiscordError.self) { try await client.me() }
            #expect(error == .unreachable(reason: "no connection"))
            #expect(clock.slept.count == 4)
        }
    }

    @Test func `a thousand refusals stop everything for ten minutes`() async throws {
        let clock = SkippingClock()
        let script: ScriptedAPI.Script = { _, _ in [Answer.json("403 Forbidden", #"{"code": 50001}"#)] }
        try await withClient(script, clock: clock) { client, server in
            for id in 1...1_005 as ClosedRange<UInt64> {
                await #expect(throws: DiscordError.self) { try await client.guild(Snowflake(id)) }
                clock.advance(by: .milliseconds(100))
            }
            // Warned of at a hundred; after that they are not logged one by one.
            #expect(server.requests.count == 1_000)
            clock.advance(by: .seconds(600))
            await #expect(throws: DiscordError.self) { try await client.guild(Snowflake(5)) }
            #expect(server.requests.count == 1_001)
        }
    }
}
