import DiscordModel
import Foundation
import Testing

@testable import DiscordSimulator

@Suite struct RateLimitTests {
    let ask = Ask(enforcesLimits: true)
    var messages: String { "/channels/\(ask.demo.general)/messages" }

    private func post(_ path: String? = nil) -> Reply { ask.reply("POST", path ?? messages, ["content": "hi"]) }

    @Test func `headers tell what is left, and the sixth message of five seconds is too many`() {
        let replies = (1...6).map { _ in post() }
        #expect(replies.map(\.status) == [200, 200, 200, 200, 200, 429])
        #expect(replies.map { $0.header("X-RateLimit-Remaining") } == ["4", "3", "2", "1", "0", "0"])
        let refused = replies[5]
        #expect(refused.header("X-RateLimit-Reset-After") == "5.000")
        #expect(refused.header("X-RateLimit-Reset") != nil)
        #expect(refused.header("X-RateLimit-Scope") == "user")
        #expect(refused.header("Retry-After") == "5")
        #expect(refused.json["retry_after"]?.number == 5)
        #expect(refused.json["global"] == false)
        ask.advance(5)
        #expect(post().status == 200)
    }

    @Test func `each channel has a bucket's places of its own`() {
        for _ in 1...5 { _ = post() }
        let elsewhere = post("/channels/\(ask.demo.random)/messages")
        #expect(elsewhere.status == 200)
        #expect(elsewhere.header("X-RateLimit-Bucket") == post().header("X-RateLimit-Bucket"))
    }

    @Test func `fifty requests a second are all`() {
        let replies = (1...51).map { _ in ask.reply("GET", "/users/@me") }
        #expect(replies.prefix(50).allSatisfy { $0.status == 200 })
        #expect(replies[50].header("X-RateLimit-Scope") == "global")
        #expect(replies[50].header("X-RateLimit-Global") == "true")
        #expect(replies[50].json["global"] == true)
    }

    @Test func `ten thousand refusals shut the address out, in HTML`() {
        for _ in 1...10_000 { _ = ask.reply("GET", "/users/@me", token: "wrong") }
        let shut = ask.reply("GET", "/users/@me")
        #expect(shut.status == 429)
        #expect(shut.header("Via") == nil)
        #expect(shut.header("Content-Type")?.hasPrefix("text/html") == true)
        #expect(String(decoding: shut.body, as: UTF8.self).contains("1015"))
        ask.advance(600)
        #expect(ask.reply("GET", "/users/@me").status == 200)
    }
}
