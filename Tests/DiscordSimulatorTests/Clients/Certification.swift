import DiscordModel
import DiscordSimulator
import Foundation
import Testing

/// One stock client, and what people do to see how it fares.
struct Certification {
    let client: StockClient
    let demo: DemoWorld
    let gateway: Gateway

    private var world: World { demo.world }

    static func run(
        _ library: StockLibrary, _ steps: @escaping @Sendable (Certification) async throws -> Void
    ) async throws {
        let demo = World.demo()
        let description = try APIDescription(file: root.appending(path: "share/acore/discord/openapi.json"))
        let simulator = Simulator(demo.world, description: description)
        try await Simulator.serving(simulator) { simulator, addresses in
            let process = library.process(rest: addresses.rest, gateway: addresses.gateway, token: demo.token)
            try await StockClient.run(process) { client in
                try await steps(Certification(client: client, demo: demo, gateway: simulator.gateway))
            }
            // What the libraries send is right, since Discord takes it: also numbers as ids, against its description.
            let odd = simulator.rest.violations.flatMap(\.faults)
            #expect(odd.filter { !$0.contains("id: is integer, not ") } == [])
        }
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    // MARK: Steps

    func logsIn() async throws {
        #expect(try await client.tells("synced")["names"] == ["form", "panel", "slow", "turn", "whois"])
        let ready = try await client.tells("ready")
        #expect(ready["user"]?.snowflake == demo.bot)
        #expect(ready["guild"] == "Workshop")
        #expect(ready["members"] == 4)
        #expect(ready["channels"] == ["Lounge", "general", "questions", "random", "staff", "talk"])
        #expect(world.commands(of: demo.bot, in: demo.general).count == 5)
    }

    func hearsWhatHappens() async throws {
        let message = world.say("good morning", as: demo.ada, in: demo.general)
        #expect(try await client.tells("message")["content"] == "good morning")
        world.edit(message, in: demo.general, to: "good evening")
        let edit = try await client.tells("edit")
        #expect(edit["before"] == "good morning" && edit["after"] == "good evening")
        world.react("🎉", as: demo.ben, to: message, in: demo.general)
        #expect(try await client.tells("reaction")["emoji"] == "🎉")
        world.delete(message, in: demo.general)
        #expect(try await client.tells("delete")["content"] == "good evening")
        world.type(as: demo.cleo, in: demo.general)
        #expect(try await client.tells("typing")["user"] == .string(name(demo.cleo)))
        let dora = world.addUser("Dora")
        world.join(dora, demo.guild)
        #expect(try await client.tells("join")["user"] == .string(name(dora)))
        world.setVoiceState(of: demo.ada, in: demo.guild, channel: demo.voice)
        #expect(try await client.tells("voice")["channel"] == "Lounge")
        let direct = world.directChannel(demo.ada, demo.bot)
        world.say("in private", as: demo.ada, in: direct)
        #expect(try await client.tells("message")["content"] == "in private")
    }

    func writes() async throws {
        let question = world.say("!answer", as: demo.ada, in: demo.general)
        let answer = try await message(in: demo.general) { $0["content"] == "second" }
        #expect(answer["message_reference"]?["message_id"]?.snowflake == question)
        #expect(answer["embeds"]?[0]?["title"] == "Title")
        let asked = try await message(in: demo.general) { $0["id"]?.snowflake == question }
        #expect(asked["reactions"]?[0]?["emoji"]?["name"] == "👍")

        world.say("!history", as: demo.ada, in: demo.general)
        #expect(try await client.tells("history")["contents"] == ["!history", "second", "!answer"])
        world.say("!thread", as: demo.ada, in: demo.general)
        let thread = try await self.message(in: demo.general) { $0["content"] == "!thread" && $0["thread"] != nil }
        let aside = try #require(thread["thread"]?["id"]?.snowflake)
        _ = try await message(in: aside) { $0["content"] == "in the thread" }
        world.say("!direct", as: demo.ben, in: demo.general)
        _ = try await message(in: world.directChannel(demo.ben, demo.bot)) { $0["content"] == "just you" }
        world.say("!members", as: demo.ben, in: demo.general)
        #expect(try await client.tells("members")["names"] == [.string(name(demo.ben))])
    }

    func answersCommands() async throws {
        let typed = try world.complete(
            "text", typed: "b", of: "slow", as: demo.ada, in: demo.general, of: demo.bot)
        let choices = try await outcome(of: typed) { $0.answer == 8 }.choices
        #expect(choices.map { $0["name"] } == ["blue"])
        let slow = try world.use(
            "slow", as: demo.ada, in: demo.general, of: demo.bot, options: ["text": "snail"])
        _ = try await message(in: demo.general) { $0["content"] == "and more" }
        let answered = try await outcome(of: slow) { !$0.isWaiting }
        #expect(answered.answer == 5)
        #expect(answered.original?["content"] == "slow: snail")
        let who = try world.use(
            "whois", as: demo.ada, in: demo.general, of: demo.bot, options: ["who": JSON(demo.ben), "times": 2])
        let hidden = try await outcome(of: who) { !$0.hidden.isEmpty }.hidden
        #expect(hidden[0]["content"]?.string?.hasPrefix("\(name(demo.ben)) \(name(demo.ben))") == true)
    }

    func answersComponents() async throws {
        let asked = try world.use("panel", as: demo.ada, in: demo.general, of: demo.bot)
        let panel = try #require(try await outcome(of: asked) { $0.original != nil }.original)
        #expect(panel["embeds"]?[0]?["fields"]?[0]?["value"] == "b")
        let id = try #require(panel["id"]?.snowflake)
        // Nobody presses a button before the library has heard that it is there.
        _ = try await client.tells("shown")
        let picked = try world.press("pick", on: id, as: demo.ben, in: demo.general, choosing: ["green"])
        #expect(try await outcome(of: picked) { !$0.hidden.isEmpty }.hidden[0]["content"] == "picked green")
        _ = try world.press("press", on: id, as: demo.ben, in: demo.general)
        let pressed = JSON.string("pressed by \(name(demo.ben))")
        _ = try await message(in: demo.general) {
            $0["id"]?.snowflake == id && $0["content"] == pressed
        }
    }

    func answersModals() async throws {
        let asked = try world.use("form", as: demo.cleo, in: demo.general, of: demo.bot)
        let modal = try await outcome(of: asked) { $0.modal != nil }.modal
        #expect(modal?["title"] == "A wish")
        _ = try await client.tells("shown")
        let sent = try world.submit(modalOf: asked, ["wish": "peace"])
        #expect(try await outcome(of: sent) { $0.original != nil }.original?["content"] == "wish: peace")
    }

    func movesFiles() async throws {
        let bytes = (0..<5_000).map { UInt8($0 % 251) }
        let file = StoredFile(name: "bytes.bin", contentType: "application/octet-stream", bytes: bytes)
        let asked = try world.use("turn", as: demo.ada, in: demo.general, of: demo.bot, files: ["file": file])
        let answer = try await outcome(of: asked) { $0.original != nil }.original
        #expect(answer?["content"] == "5000 bytes")
        #expect(answer?["attachments"]?[0]?["size"] == 5_000)
        world.say("!upload", as: demo.ada, in: demo.general)
        #expect(try await client.tells("uploaded")["same"] == true)
    }

    /// What is said while it is away arrives, and nothing twice.
    func resumes() async throws {
        gateway.strike(.reconnect)
        world.say("are you there?", as: demo.ada, in: demo.general)
        gateway.strike(.drop)
        world.say("still there?", as: demo.ada, in: demo.general)
        _ = try await client.tells("resumed")
        world.say("welcome back", as: demo.ada, in: demo.general)
        while try await client.tells("message")["content"] != "welcome back" {}
        #expect(gateway.counts.resumes >= 1)
        #expect(gateway.counts.identifies == 1)
    }

    func leaves() async throws {
        world.say("!bye", as: demo.ada, in: demo.general)
        await client.ends()
        #expect(gateway.violations.isEmpty)
    }

    // MARK: Waiting

    /// Long enough for a slow machine, short enough to tell what was missing.
    private static let patience = Duration.seconds(60)

    private func message(
        in channel: Snowflake, where isWanted: @escaping @Sendable (JSON) -> Bool
    ) async throws -> JSON {
        try await patiently("message") { [world] in await world.message(in: channel, where: isWanted) }
    }

    private func outcome(
        of interaction: Snowflake, when isReached: @escaping @Sendable (InteractionOutcome) -> Bool
    ) async throws -> InteractionOutcome {
        try await patiently("outcome") { [world] in await world.outcome(of: interaction, when: isReached) }
    }

    private func patiently<Found: Sendable>(
        _ what: String, _ find: @escaping @Sendable () async -> Found?
    ) async throws -> Found {
        let found = await withTaskGroup(of: Found?.self) { group in
            group.addTask { await find() }
            group.addTask {
                try? await Task.sleep(for: Self.patience)  // cut short when the other is done
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let found else { throw client.silence(what) }
        return found
    }

    private func name(_ user: Snowflake) -> String { world.object(user: user)?["username"]?.string ?? "" }
}
