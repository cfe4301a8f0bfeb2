import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Testing

@testable import Bot
@testable import Companion

/// Lorebooks as moderators bring them, and what comes of them in talks.
@Suite(.timeLimit(.minutes(5))) struct LoreJourneyTests {
    /// It gives away what it knows of the world.
    private static let leaking = ScriptedLanguageModel { prompt in
        let lore = prompt.system.range(of: "What is known of this world").map { prompt.system[$0.lowerBound...] }
        return .text("I was told: " + String((lore ?? "nothing").prefix(300)))
    }

    private static let book = #"""
        {"name": "Isles", "future": [1, null], "entries": {"0": {"uid": 0, "key": ["tower"], "keysecondary": [],
         "comment": "Old tower", "content": "The tower leans.", "constant": false, "order": 100, "position": 1,
         "disable": false, "something": {"new": true}}}}
        """#

    private func json(_ text: String = book, _ name: String = "isles.json") -> StoredFile {
        StoredFile(name: name, contentType: "application/json", bytes: Array(text.utf8))
    }

    private func ask(_ journey: BotJourney, _ text: String, in channel: Snowflake) async -> String {
        let said = journey.world.say("<@\(journey.demo.bot)> \(text)", as: journey.demo.cleo, in: channel)
        return await journey.answer(in: channel, after: said)?["content"]?.string ?? ""
    }

    @Test func `a book is brought, told in its server and no other, handed out as it came, and removed`() async throws {
        try await BotJourney.usingCommands(Self.leaking) { journey in
            let (world, demo) = (journey.world, journey.demo)
            let (ada, general) = (demo.ada, demo.general)
            let brought = try await journey.use(
                "lore", as: ada, in: general, ["wish": "import"], files: ["file": json()])
            #expect(brought.isPrivate && brought.text == "Saved: “Isles” with 1 entry.", "\(brought.text)")

            #expect(await ask(journey, "what about the sea?", in: general) == "I was told: nothing")
            #expect(await ask(journey, "what about the tower?", in: general).contains("The tower leans."))
            let other = world.addGuild("Elsewhere", owner: demo.cleo)
            let there = world.addChannel("general", in: other)
            world.join(demo.bot, other)
            #expect(await ask(journey, "what about the tower?", in: there) == "I was told: nothing")
            let direct = world.directChannel(demo.cleo, demo.bot)
            #expect(await ask(journey, "what about the tower?", in: direct) == "I was told: nothing")
            #expect(
                try await journey.use("lore", as: demo.cleo, in: there, ["wish": "list"]).text
                    .hasPrefix("This server has no lorebooks."))

            let why = try await journey.use("why", as: demo.cleo, in: general)
            #expect(why.text.contains("lore of Isles, Old tower\\: the key “tower” was seen"), "\(why.text)")

            let given = try await journey.use("lore", as: ada, in: general, ["wish": "export", "book": "isles"])
            let address = try #require(given.original?["attachments"]?[0]?["url"]?.string, "\(given)")
            #expect(try await journey.file(at: address) == Array(Self.book.utf8))

            let asked = try await journey.use("lore", as: ada, in: general, ["wish": "remove", "book": "isles"])
            _ = try await journey.press("Keep it", in: asked, as: ada, in: general)
            #expect(await ask(journey, "the tower again?", in: general).contains("The tower leans."))
            let again = try await journey.use("lore", as: ada, in: general, ["wish": "remove", "book": "isles"])
            let removed = try await journey.press("Remove it", in: again, as: ada, in: general)
            #expect(removed.text == "Removed: I know nothing of “Isles” any more.")
            #expect(await ask(journey, "the tower once more?", in: general) == "I was told: nothing")
        }
    }

    @Test func `it is tried, switched off and on, and kept to one character`() async throws {
        try await BotJourney.usingCommands(Self.leaking) { journey in
            let (ada, general) = (journey.demo.ada, journey.demo.general)
            func lore(_ options: JSONObject) async throws -> String {
                try await journey.use("lore", as: ada, in: general, options).text
            }
            _ = try await journey.use(
                "lore", as: ada, in: general, ["wish": "import", "book": "My book", "character": "chief"],
                files: ["file": json()])
            #expect(
                try await lore(["wish": "list"])
                    == "This server's lorebooks:\n- “My book”: 1 entry, told by chief alone")
            #expect(try await lore(["wish": "test", "text": "The tower"]) == "That calls up nothing.")
            #expect(
                try await lore(["wish": "test", "text": "The tower", "character": "chief"])
                    == "That calls up:\n- “Old tower” of “My book” (5 tokens): the key “tower” was seen")
            let everybody = try await journey.use(
                "lore", as: ada, in: general, ["wish": "import", "book": "my book", "character": "all"],
                files: ["file": json()])
            #expect(everybody.text == "Saved: “my book” with 1 entry. It takes the place of the one before.")
            #expect(try await lore(["wish": "off", "book": "My book"]) == "Saved: I no longer tell of “My book”.")
            #expect(try await lore(["wish": "list"]).contains("1 entry, switched off"))
            #expect(await ask(journey, "what about the tower?", in: general) == "I was told: nothing")
            #expect(try await lore(["wish": "on", "book": "My book"]) == "Saved: I tell of “My book”.")
            #expect(await ask(journey, "what about the tower?", in: general).contains("leans"))
            #expect(try await lore(["wish": "on", "book": "none"]).hasPrefix("This server has no lorebook “none”."))
            #expect(try await lore(["wish": "export"]) == "Say which lorebook, too: fill in “book”.")
            #expect(try await lore(["wish": "test"]).hasPrefix("Say what to test with"))
            #expect(try await lore(["wish": "import"]) == "Bring the lorebook, too: as “file”.")
        }
    }

    @Test func `who may not manage the server neither brings nor sees a book`() async throws {
        try await BotJourney.usingCommands(Self.leaking) { journey in
            let (general, cleo) = (journey.demo.general, journey.demo.cleo)
            for wish in ["import", "list", "export", "test", "remove", "on", "off"] {
                let answer = try await journey.use(
                    "lore", as: cleo, in: general, ["wish": .string(wish), "book": "Isles", "text": "x"],
                    files: ["file": json()])
                #expect(answer.text == "You need the permission “Manage Server” to use /lore.", "\(wish)")
            }
        }
    }

    @Test(arguments: [
        ("", "The file is no JSON"), ("{}", "“entries” is missing"), (#"{"entries": 1}"#, "“entries” is missing"),
        (String(repeating: "[", count: 200_000), "The file is nested"),
        (#"{"entries": [], "type": "risu"}"#, "This is a lorebook of Risu."),
    ])
    func `a hostile file changes nothing`(_ text: String, _ refusal: String) async throws {
        try await BotJourney.usingCommands(Self.leaking) { journey in
            let (ada, general) = (journey.demo.ada, journey.demo.general)
            let answer = try await journey.use(
                "lore", as: ada, in: general, ["wish": "import"], files: ["file": json(text)])
            #expect(answer.text.contains(refusal), "\(answer.text)")
            let list = try await journey.use("lore", as: ada, in: general, ["wish": "list"])
            #expect(list.text.hasPrefix("This server has no lorebooks."))
        }
    }

    @Test func `files that are too large, called otherwise, or only look like pictures are refused`() async throws {
        try await BotJourney.usingCommands(Self.leaking) { journey in
            let (ada, general) = (journey.demo.ada, journey.demo.general)
            func bring(_ file: StoredFile) async throws -> String {
                try await journey.use("lore", as: ada, in: general, ["wish": "import"], files: ["file": file]).text
            }
            let large = String(repeating: " ", count: LorebookStore.fileLimit + 1)
            let ofLarge = try await bring(json(large))
            #expect(ofLarge == "That file is too large: I take up to 2 MiB.")
            let ofZip = try await bring(json(Self.book, "isles.zip"))
            #expect(ofZip == "I take files that end in .json or .png.")
            let cut: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0xFF, 0xFF, 0xFF, 0xFF]
            let picture = StoredFile(name: "card.png", contentType: "image/png", bytes: cut)
            let ofPicture = try await bring(picture)
            #expect(ofPicture.hasPrefix("The picture is damaged"))
        }
    }
}
