import DiscordModel
import Foundation
import Testing

@testable import DiscordSimulator

/// A bot for the page to meet: it hears the world directly, and answers through REST as bots do.
struct PageBot: Sendable {
    let demo: DemoWorld
    private let rest: REST
    private let heard = AsyncStream.makeStream(of: Dispatch.self, bufferingPolicy: .bufferingOldest(1_000))

    init(_ demo: DemoWorld) {
        self.demo = demo
        rest = REST(world: demo.world, description: nil)
        rest.setLimits(enforced: false)
        _ = demo.world.listen(for: demo.bot) { [heard] dispatch in heard.continuation.yield(dispatch) }
        call("PUT", "/applications/\(demo.bot)/commands", Self.commands)
        demo.world.setPresence(
            of: demo.bot, ["status": "online", "activities": [["name": "the simulator", "type": 0]]])
    }

    /// Until it is cancelled.
    func run() async {
        for await dispatch in heard.stream {
            switch dispatch.name {
            case "MESSAGE_CREATE" where dispatch.data["author"]?["bot"] != true: await reply(to: dispatch.data)
            case "INTERACTION_CREATE": await answer(dispatch.data)
            default: break
            }
        }
    }

    @discardableResult
    private func call(_ method: String, _ path: String, _ body: JSON? = nil) -> JSON {
        let headers = [
            (name: "user-agent", value: "DiscordBot (https://acore.example, 1)"),
            (name: "authorization", value: "Bot \(demo.token)"), (name: "content-type", value: "application/json"),
        ]
        let reply = rest.answer(
            IncomingRequest(method: method, target: "/api/v10\(path)", headers: headers, body: body?.bytes ?? []))
        if reply.status >= 400 { Issue.record("\(method) \(path): \(reply.json.text)") }
        return reply.json
    }

    // MARK: Messages

    private func reply(to message: JSON) async {
        guard let channel = message["channel_id"]?.snowflake, let text = message["content"]?.string else { return }
        let word = String(text.split(separator: " ").first ?? "")
        if word == "echo" { return echo(String(text.dropFirst(5)), in: channel) }
        if word == "hello" { return await greet(message, in: channel) }
        if let answer = Self.answers[word] { say(answer, in: channel) }
    }

    private func say(_ body: JSON, in channel: Snowflake) { call("POST", "/channels/\(channel)/messages", body) }

    /// As a reply that is streamed by edits.
    private func greet(_ message: JSON, in channel: Snowflake) async {
        call("POST", "/channels/\(channel)/typing")
        // Long enough to be seen.
        do { try await Task.sleep(for: .milliseconds(400)) } catch { return }
        let name = message["author"]?["global_name"]?.string ?? "you"
        let whole = """
            Good evening, **\(name)**! I was watching the *lanterns*.
            - one at the `gate`
            - two by the river
            ```swift
            let lanterns = 3
            ```
            """
        let sent = call(
            "POST", "/channels/\(channel)/messages",
            ["content": "Good…", "message_reference": ["message_id": message["id"] ?? .null]])
        guard let id = sent["id"]?.string else { return }
        call("PATCH", "/channels/\(channel)/messages/\(id)", ["content": .string(whole)])
        call("PUT", "/channels/\(channel)/messages/\(message["id"]?.string ?? "")/reactions/%E2%9C%A8/@me")
    }

    /// One text wherever a bot can put one.
    private func echo(_ text: String, in channel: Snowflake) {
        let (short, value) = (JSON.string(String(text.prefix(80))), JSON.string(text))
        say(
            [
                "content": value,
                "embeds": [
                    [
                        "title": short, "description": value, "author": ["name": short], "footer": ["text": short],
                        "fields": [["name": short, "value": value, "inline": true]],
                    ]
                ],
                "components": [
                    ["type": 1, "components": [["type": 2, "style": 1, "label": short, "custom_id": short]]],
                    [
                        "type": 1,
                        "components": [
                            [
                                "type": 3, "custom_id": "echo", "placeholder": short,
                                "options": [["label": short, "value": short, "description": short]],
                            ]
                        ],
                    ],
                ],
            ], in: channel)
        say(
            [
                "flags": 32768,
                "components": [["type": 17, "components": [["type": 10, "content": value]]]],
            ], in: channel)
    }

    // MARK: Interactions

    private func answer(_ interaction: JSON) async {
        let data = interaction["data"] ?? [:]
        switch (interaction["type"]?.integer ?? 0, data["name"]?.string ?? data["custom_id"]?.string ?? "") {
        case (4, _): respond(interaction, 8, ["choices": .array(Self.cities(data))])
        case (2, "weather"):
            respond(interaction, 4, ["content": "Rain in \(Self.option(data)), bring a **hat**.", "flags": 64])
        case (2, "ask"): await think(interaction, Self.option(data))
        case (2, "feedback"), (3, "write"): respond(interaction, 9, Self.modal)
        case (2, "Shout"): respond(interaction, 4, ["content": "**\(Self.target(data).uppercased())**"])
        case (3, "wave"): respond(interaction, 7, ["content": "You waved. It waved back.", "components": Self.buttons])
        case (3, "later"): respond(interaction, 6, [:])
        case (3, "pick"), (3, "many"), (3, "who"):
            let chosen = (data["values"]?.array ?? []).compactMap(\.string).joined(separator: " and ")
            respond(interaction, 4, ["content": .string("You chose \(chosen)."), "flags": 64])
        case (5, _): respond(interaction, 4, ["content": .string("Noted: \(Self.written(data))")])
        default: break
        }
    }

    private func respond(_ interaction: JSON, _ kind: Int, _ data: JSON) {
        let (id, token) = (interaction["id"]?.string ?? "", interaction["token"]?.string ?? "")
        call("POST", "/interactions/\(id)/\(token)/callback", ["type": .integer(kind), "data": data])
    }

    private func think(_ interaction: JSON, _ question: String) async {
        respond(interaction, 5, [:])
        // Long enough to be seen.
        do { try await Task.sleep(for: .milliseconds(600)) } catch { return }
        call(
            "PATCH", "/webhooks/\(demo.bot)/\(interaction["token"]?.string ?? "")/messages/@original",
            ["content": .string("“\(question)” is a good question. Seven kilometres.")])
    }
}
