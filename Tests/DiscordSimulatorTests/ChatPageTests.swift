import DiscordModel
import Foundation
import FoundationNetworking
import Testing

@testable import DiscordSimulator

/// What the page asks of the world, over real sockets.
@Suite struct ChatPageTests {
    static let share = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../share/acore")

    private func serving(
        _ body: @escaping @Sendable (DemoWorld, String) async throws -> Void
    ) async throws {
        let demo = World.demo()
        try await Simulator.serving(Simulator(demo.world, page: Self.share)) { _, addresses async throws in
            try await body(demo, addresses.cdn)
        }
    }

    private func ask(
        _ url: String, _ body: JSON? = nil, type: String = "application/json", host: String? = nil
    ) async throws -> (status: Int, text: String, json: JSON) {
        var request = URLRequest(url: try #require(URL(string: url)), timeoutInterval: 20)
        if let body {
            request.httpMethod = "POST"
            request.httpBody = Data(body.bytes)
            request.setValue(type, forHTTPHeaderField: "Content-Type")
        }
        if let host { request.setValue(host, forHTTPHeaderField: "Host") }
        let (bytes, response) = try await URLSession.shared.data(for: request)
        let json = (try? JSON(json: Array(bytes))) ?? .null  // a page is no JSON
        return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: bytes, as: UTF8.self), json)
    }

    @Test func `the page and its scripts are there, and nothing beside them`() async throws {
        try await serving { _, root async throws in
            #expect(try await ask("\(root)/").text.contains("<main>"))
            for name in ["app.js", "messages.js", "composer.js", "modal.js", "dom.js", "markdown.js", "chat.css"] {
                let status = try await ask("\(root)/\(name)").status
                #expect(status == 200, "\(name)")
            }
            #expect(try await ask("\(root)/openapi.json").status == 404)
            #expect(try await ask("\(root)/..%2Fopenapi.json").status == 404)
        }
    }

    @Test func `one is somebody, looks around, writes and sees it as a tree`() async throws {
        try await serving { demo, root async throws in
            #expect(try await ask("\(root)/people").json.array?.count == 3)
            let home = try await ask("\(root)/people/\(demo.cleo)/home").json
            let names = (home["guilds"]?[0]?["channels"]?.array ?? []).map { $0["name"]?.string }
            #expect(names.contains("general") && !names.contains("staff"))
            let said: JSON = ["act": "say", "channel": JSON(demo.general), "content": "**hi**"]
            #expect(try await ask("\(root)/people/\(demo.cleo)/acts", said).status == 200)
            let screen = try await ask("\(root)/people/\(demo.cleo)/channels/\(demo.general)").json
            #expect(screen["messages"]?[0]?["nodes"]?[0]?["inlines"]?[0]?["type"] == "bold")
        }
    }

    @Test func `what one may not do is refused`() async throws {
        try await serving { demo, root async throws in
            let acts = "\(root)/people/\(demo.cleo)/acts"
            #expect(try await ask(acts, ["act": "say", "channel": JSON(demo.staff), "content": "x"]).status == 400)
            let others = demo.world.say("mine", as: demo.ada, in: demo.general)
            let edit: JSON = [
                "act": "edit", "channel": JSON(demo.general), "message": JSON(others), "content": "yours",
            ]
            #expect(try await ask(acts, edit).status == 400)
            #expect(demo.world.messages(in: demo.general).last?["content"] == "mine")
            #expect(try await ask(acts, edit, type: "text/plain").status == 415)
        }
    }

    @Test func `other names for this address are refused`() async throws {
        try await serving { _, root async throws in
            #expect(try await ask("\(root)/people", host: "evil.example:80").status == 403)
        }
    }

    @Test func `commands and buttons go to their bot`() async throws {
        try await serving { demo, root async throws in
            demo.world.change { state in
                state.applications[demo.bot]?.commands[nil] = [["id": "1", "name": "ping", "type": 1]]
            }
            let heard = Heard(demo.world, demo.bot)
            let screen = try await ask("\(root)/people/\(demo.ada)/channels/\(demo.general)").json
            #expect(screen["commands"]?[0]?["bot"] == JSON(demo.bot))
            let use: JSON = [
                "act": "use", "channel": JSON(demo.general), "bot": JSON(demo.bot), "command": "ping",
            ]
            let used = try await ask("\(root)/people/\(demo.ada)/acts", use)
            #expect(used.json["id"] == heard.last("INTERACTION_CREATE")?.data["id"])
        }
    }

    @Test func `events come as they happen`() async throws {
        try await serving { demo, root async throws in
            let url = try #require(URL(string: "\(root)/people/\(demo.ada)/events"))
            let stream = EventReader()
            let session = URLSession(configuration: .ephemeral, delegate: stream, delegateQueue: nil)
            defer { session.invalidateAndCancel() }
            session.dataTask(with: url).resume()
            var isOpen = false
            for await text in stream.texts {
                if !isOpen, text.contains(": here") {
                    isOpen = true
                    demo.world.say("now", as: demo.ben, in: demo.general)
                }
                if text.contains("MESSAGE_CREATE") { return }
            }
            Issue.record("the stream ended")
        }
    }
}

/// The pieces of a stream, as they come.
private final class EventReader: NSObject, URLSessionDataDelegate {
    let texts: AsyncStream<String>
    private let text: AsyncStream<String>.Continuation

    override init() { (texts, text) = AsyncStream.makeStream() }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        text.yield(String(decoding: data, as: UTF8.self))
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        text.finish()
    }
}
