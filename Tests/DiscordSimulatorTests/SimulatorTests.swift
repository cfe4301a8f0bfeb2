import DiscordModel
import Foundation
import FoundationNetworking
import Testing

@testable import DiscordSimulator

/// The whole on real sockets.
@Suite struct SimulatorTests {
    private func get(_ url: String, token: String?) async throws -> (status: Int, type: String?, body: JSON) {
        var request = URLRequest(url: try #require(URL(string: url)), timeoutInterval: 20)
        request.setValue("DiscordBot (https://acore.example, 1)", forHTTPHeaderField: "User-Agent")
        if let token { request.setValue("Bot \(token)", forHTTPHeaderField: "Authorization") }
        // A connection of its own: on an old one that breaks the session would quietly try again.
        let session = URLSession(configuration: .ephemeral)
        defer { session.invalidateAndCancel() }
        let (bytes, response) = try await session.data(for: request)
        let head = try #require(response as? HTTPURLResponse)
        return (
            head.statusCode, head.value(forHTTPHeaderField: "Content-Type"),
            (try? JSON(json: Array(bytes))) ?? .null  // a page is no JSON
        )
    }

    @Test func `it answers on free ports and tells where the gateway is`() async throws {
        let demo = World.demo()
        try await Simulator.serving(Simulator(demo.world)) { _, addresses async throws in
            let me = try await get("\(addresses.rest)/users/@me", token: demo.token)
            #expect(me.status == 200)
            #expect(me.type == "application/json")
            #expect(me.body["id"] == JSON(demo.bot))
            let gateway = try await get("\(addresses.rest)/gateway/bot", token: demo.token)
            #expect(gateway.body["url"] == .string(addresses.gateway))
            #expect(gateway.body["session_start_limit"]?["max_concurrency"] == 1)
        }
    }

    @Test func `files go over the wire as they are`() async throws {
        let demo = World.demo()
        try await Simulator.serving(Simulator(demo.world)) { _, addresses async throws in
            let file = StoredFile(name: "n.json", contentType: "application/json", bytes: Array(#"{"a":1}"#.utf8))
            demo.world.say("here", as: demo.ada, in: demo.general, attachments: [file])
            let message = demo.world.messages(in: demo.general).last
            let url = try #require(message?["attachments"]?[0]?["url"]?.string)
            #expect(url.hasPrefix(addresses.cdn))
            #expect(try await get(url, token: nil).body == ["a": 1])
        }
    }

    @Test func `faults strike as the script says`() async throws {
        let demo = World.demo()
        try await Simulator.serving(Simulator(demo.world)) { simulator, addresses async throws in
            let me = "\(addresses.rest)/users/@me"
            simulator.faults.add(.cloudflare(429), to: RESTMoment())
            simulator.faults.add(.status(503), to: RESTMoment())
            simulator.faults.add(.rateLimited(.shared, retryAfter: 1.5, headers: true), to: RESTMoment())
            simulator.faults.add(.drop, to: RESTMoment())
            simulator.faults.add(.resetInBody, to: RESTMoment())
            #expect(try await get(me, token: demo.token).type?.hasPrefix("text/html") == true)
            #expect(try await get(me, token: demo.token).status == 503)
            #expect(try await get(me, token: demo.token).body["retry_after"]?.number == 1.5)
            await #expect(throws: (any Error).self) { try await get(me, token: demo.token) }
            await #expect(throws: (any Error).self) { try await get(me, token: demo.token) }
            #expect(try await get(me, token: demo.token).status == 200)
        }
    }
}
