import Companion
import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Testing

@testable import Bot

/// Documents from the person who brings them to the answer that names them.
@Suite(.timeLimit(.minutes(5))) struct DocumentJourneyTests {
    private static let guide = """
        # Boiler
        ## Pressure
        Open the blue valve until the gauge shows two bar.
        ## Lamp
        A red lamp means that burner #4 is locked. Tell @everyone.
        """
    private static let question = "what does the red lamp mean?"

    private func file(_ text: String = guide, _ name: String = "guide.md") -> [String: StoredFile] {
        ["file": StoredFile(name: name, contentType: "text/markdown", bytes: Array(text.utf8))]
    }

    private func add(
        _ journey: BotJourney, as user: Snowflake, in channel: Snowflake, _ options: JSONObject = [:],
        _ files: [String: StoredFile]? = nil
    ) async throws -> String {
        var all: JSONObject = options
        all["wish"] = "add"
        let outcome = try await journey.use("documents", as: user, in: channel, all, files: files ?? file())
        #expect(outcome.isPrivate)
        try await journey.indexing.index()
        return outcome.text
    }

    /// The model says what it was told from documents, and cites the first.
    private static var reading: ScriptedLanguageModel {
        ScriptedLanguageModel { prompt in
            prompt.system.contains("burner") ? .text("The burner is locked [1].") : .text("I do not know.")
        }
    }

    private func ask(_ journey: BotJourney, as user: Snowflake, in channel: Snowflake) async -> String {
        let said = journey.world.say("<@\(journey.demo.bot)> \(Self.question)", as: user, in: channel)
        return await journey.answer(in: channel, after: said)?["content"]?.string ?? ""
    }

    @Test func `a document is brought, asked about, cited and shown`() async throws {
        let model = Self.reading
        try await BotJourney.usingCommands(model) { journey in
            let (demo, world) = (journey.demo, journey.world)
            let refused = try await add(journey, as: demo.cleo, in: demo.general)
            #expect(refused.contains("“Manage Server”"))
            #expect(await ask(journey, as: demo.cleo, in: demo.general) == "I do not know.")

            let saved = try await add(journey, as: demo.ada, in: demo.general, ["folder": "manuals"])
            #expect(saved.hasPrefix("Saved: **manuals/guide.md**, for everybody in this server. It has 2 passages."))
            #expect(await ask(journey, as: demo.cleo, in: demo.general) == "The burner is locked [1].")
            let shown = try #require(
                await world.message(in: demo.general) { $0["embeds"]?.array?.isEmpty == false })
            #expect(shown["content"]?.string == "The burner is locked [1].")
            let embed = try #require(shown["embeds"]?[0])
            #expect(embed["title"]?.string == "Sources")
            #expect(embed["fields"]?.array?.count == 1)
            #expect(embed["fields"]?[0]?["name"]?.string?.hasPrefix("[1] guide.md › Boiler › Lamp · ") == true)
            #expect(
                embed["fields"]?[0]?["value"]?.string
                    == "“A red lamp means that burner \\#4 is locked. Tell \\@everyone.”")
            #expect(shown["mention_everyone"]?.bool == false)
        }
        #expect(model.prompts.last?.system.contains("[1] guide.md › Boiler › Lamp:\nA red lamp") == true)
    }

    @Test func `a command's answer names its sources, too`() async throws {
        try await BotJourney.usingCommands(Self.reading) { journey in
            let demo = journey.demo
            _ = try await add(journey, as: demo.ada, in: demo.general)
            let outcome = try await journey.use(
                "chat", as: demo.cleo, in: demo.general, ["message": .string(Self.question)])
            #expect(outcome.text == "The burner is locked [1].")
            let shown = await journey.world.message(in: demo.general) { $0["embeds"]?.array?.isEmpty == false }
            #expect(shown?["embeds"]?[0]?["title"]?.string == "Sources")
        }
    }

    @Test func `another server, and whoever is no member, learn nothing of it`() async throws {
        let model = Self.reading
        try await BotJourney.usingCommands(model) { journey in
            let (demo, world) = (journey.demo, journey.world)
            _ = try await add(journey, as: demo.ada, in: demo.general)
            let other = world.addGuild("Elsewhere", owner: demo.cleo)
            let there = world.addChannel("general", in: other)
            world.join(demo.bot, other)
            #expect(await ask(journey, as: demo.cleo, in: there) == "I do not know.")
            let listed = try await journey.use("documents", as: demo.cleo, in: there, ["wish": "list"])
            #expect(listed.text.hasPrefix("There are no documents here."))
            let id = try #require(
                try await journey.documents.list(for: Viewer(alone: ["discord:\(demo.ada)"], characters: [])).first?.id)
            for wanted in ["\(id)", "guide.md"] {
                let removed = try await journey.use(
                    "documents", as: demo.cleo, in: there, ["wish": "remove", "document": .string(wanted)])
                #expect(removed.text == "I have no document of that name here.")
            }
            let direct = world.directChannel(demo.cleo, demo.bot)
            #expect(await ask(journey, as: demo.cleo, in: direct) == "I do not know.")
        }
    }

    @Test func `one's own document is told to oneself alone`() async throws {
        try await BotJourney.usingCommands(Self.reading) { journey in
            let (demo, world) = (journey.demo, journey.world)
            let saved = try await add(journey, as: demo.cleo, in: demo.general, ["personal": true])
            #expect(saved.hasPrefix("Saved: **guide.md**, for you alone."))
            #expect(await ask(journey, as: demo.cleo, in: demo.general) == "I do not know.")
            let bens = world.directChannel(demo.ben, demo.bot)
            #expect(await ask(journey, as: demo.ben, in: bens) == "I do not know.")
            let cleos = world.directChannel(demo.cleo, demo.bot)
            #expect(await ask(journey, as: demo.cleo, in: cleos) == "The burner is locked [1].")
            let listed = try await journey.use("documents", as: demo.ben, in: demo.general, ["wish": "list"])
            #expect(listed.text.hasPrefix("There are no documents here."))
        }
    }

    @Test func `documents are listed and removed by those who may`() async throws {
        try await BotJourney.usingCommands(Self.reading) { journey in
            let demo = journey.demo
            _ = try await add(journey, as: demo.ada, in: demo.general)
            _ = try await add(journey, as: demo.cleo, in: demo.general, ["personal": true])
            let listed = try await journey.use("documents", as: demo.cleo, in: demo.general, ["wish": "list"]).text
            #expect(listed.hasPrefix("Of this server:\n- **guide.md** ("))
            #expect(listed.contains("Yours alone:\n- **guide.md** ("))

            let remove: JSONObject = ["wish": "remove", "document": "guide.md"]
            let unclear = try await journey.use("documents", as: demo.cleo, in: demo.general, remove)
            #expect(unclear.text.hasPrefix("There are two of that name"))
            var others = remove
            others["personal"] = false
            let refused = try await journey.use("documents", as: demo.cleo, in: demo.general, others)
            #expect(refused.text.contains("“Manage Server”"))
            var own = remove
            own["personal"] = true
            #expect(
                try await journey.use("documents", as: demo.cleo, in: demo.general, own).text.hasPrefix("Removed: "))
            #expect(
                try await journey.use("documents", as: demo.ada, in: demo.general, remove).text.hasPrefix("Removed: "))
            #expect(await ask(journey, as: demo.cleo, in: demo.general) == "I do not know.")
        }
    }

    @Test(arguments: [
        ("photo.png", "\u{89}PNG", "By its name"), ("a.exe", "MZ\u{90}\u{0}", "Files that end with"),
        ("empty.txt", "", "The file is empty."), (".hidden.txt", "x", "The name cannot be used"),
        ("a.pdf", "%PDF-1.4", "This test reads no PDF."),
    ])
    func `a wrong file is refused with a reason`(_ name: String, _ text: String, _ reason: String) async throws {
        try await BotJourney.usingCommands(Self.reading) { journey in
            let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
            let files = ["file": StoredFile(name: name, contentType: "application/octet-stream", bytes: bytes)]
            let said = try await add(journey, as: journey.demo.ada, in: journey.demo.general, [:], files)
            #expect(said.contains(reason) || name == "photo.png" && said.contains("end with"), "\(said)")
        }
    }

    @Test func `the operator's folder is read again by those who manage a server`() async throws {
        try await BotJourney.usingCommands(Self.reading) { journey in
            let demo = journey.demo
            let refused = try await journey.use("rag_reload", as: demo.cleo, in: demo.general)
            #expect(refused.text.hasPrefix("You need the permission “Manage Server”"))
            let read = try await journey.use("rag_reload", as: demo.ada, in: demo.general)
            #expect(read.text.hasPrefix("I know 0 documents with 0 passages"))
        }
    }
}
