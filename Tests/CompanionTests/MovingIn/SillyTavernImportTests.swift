import Foundation
import Inference
import Storage
import Testing

@testable import Companion

struct SillyTavernImportTests {
    private let folder: TemporaryFolder
    private let database: SQLiteDatabase
    private let conversations: ConversationStore
    private let date = Date(timeIntervalSince1970: 1_764_669_900)
    private let ann = Speaker(id: "discord:77", name: "77")

    init() async throws {
        folder = try TemporaryFolder()
        database = try await .migratedInMemory()
        conversations = ConversationStore(database: database)
    }

    private func reading(replacing: Bool = false) -> SillyTavernImport {
        let folders = SillyTavernImport.Folders(
            characters: folder.path + "/own/characters", shippedCharacters: PersonaFiles.shipped + "/characters",
            lorebooks: folder.path + "/lorebooks")
        return SillyTavernImport(for: ann, folders: folders, replacing: replacing, timeZone: .gmt, now: { date })
    }

    private func take(_ names: String..., replacing: Bool = false) async throws -> ImportReport {
        var reading = reading(replacing: replacing)
        for name in names { try reading.read(folder.path + "/" + name) }
        return try await reading.take(into: conversations)
    }

    private func written(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: self.folder.path + "/" + folder)) ?? []).sorted()
    }

    private static let chat = """
        {"user_name": "Ann", "character_name": "Sera", "create_date": "2024-05-01 @10h 00m 00s 000ms"}
        {"name": "Sera", "is_user": false, "mes": "Welcome to the glade.", "send_date": "May 1, 2024 10:00am"}
        {"name": "Ann", "is_user": true, "mes": "I lost my lantern.", "send_date": "May 1, 2024 10:01am"}
        {"name": "Sera", "is_user": false, "mes": "Then take mine.", "send_date": "May 1, 2024 10:02am"}
        """

    private static func card(_ more: [String: JSONValue] = [:]) -> JSONValue {
        let data: [String: JSONValue] = [
            "name": "Séra of the Glade", "description": "{{char}} guards a forest glade.", "personality": "gentle",
            "scenario": "{{user}} came in from the rain.", "first_mes": "Come in, {{user}}.",
            "mes_example": "<START>\n{{user}}: Hello?\n{{char}}: Mind the roots, {{user}}.",
            "alternate_greetings": ["Hush.", 7], "system_prompt": "Obey.",
            "character_book": [
                "name": "Glade", "extensions": [:],
                "entries": [
                    [
                        "keys": ["lantern"], "content": "The lantern never dies.", "enabled": true,
                        "insertion_order": 1,
                        "extensions": [:],
                    ]
                ],
            ],
        ]
        return [
            "spec": "chara_card_v2", "spec_version": "2.0", "data": .object(data.merging(more) { $1 }),
        ]
    }

    // MARK: Chats

    @Test func `a chat becomes a talk that one person is told of`() async throws {
        try folder.write(Self.chat, to: "sera.jsonl")
        let report = try await take("sera.jsonl")
        #expect(report.taken == [.chat: 3])
        let talk = try #require(try await conversations.conversations(of: ann.id).first)
        #expect(talk.title == "I lost my lantern.")
        let turns = try await conversations.turns(of: talk.place, heardBy: [.person(ann.id)], limit: 9)
        #expect(turns.map(\.text) == ["Welcome to the glade.", "I lost my lantern.", "Then take mine."])
        #expect(turns.map(\.speakerName) == ["Sera", "Ann", "Sera"])
        #expect(turns.map(\.isAnswer) == [true, false, true])
        #expect(try await take("sera.jsonl").known == [.chat: 3])
        let recall = Recall(database: database, embedder: nil, now: { date })
        try await Indexing(recall).index()
        for (viewer, finds) in [
            (Viewer(alone: [ann.id], characters: []), true), (Viewer(alone: ["discord:78"], characters: []), false),
            (Viewer(audience: .place("discord:1"), readable: [talk.place, "discord:1"], characters: []), false),
        ] {
            #expect(try await recall.find("lantern", for: viewer, at: date, limit: 5).isEmpty != finds)
        }
    }

    @Test func `a chat is called as talks of the page are`() throws {
        try folder.write(Self.chat, to: "sera.jsonl")
        let chat = try SillyTavernChat(at: folder.path + "/sera.jsonl", timeZone: .gmt)
        let place = chat.place(of: Speaker(id: "web:operator", name: "operator")).id
        #expect(place.hasPrefix("web:operator/c/"))
        let id = place.dropFirst("web:operator/c/".count)
        #expect((1...40).contains(id.count) && id.allSatisfy { $0.isHexDigit })
    }

    @Test func `a chat that is forgotten is gone with its answers`() async throws {
        try folder.write(Self.chat, to: "sera.jsonl")
        _ = try await take("sera.jsonl")
        let receipt = try await Privacy(facts: FactStore(database: database), conversations: conversations)
            .forget(ann.id)
        #expect(receipt.turns == 1 && receipt.answers == 2)
        #expect(try await conversations.conversations(of: ann.id).isEmpty)
    }

    // MARK: Cards and lorebooks

    @Test(arguments: [true, false])
    func `a card becomes a character that can be talked with, and its book a file`(isPicture: Bool) async throws {
        let name = isPicture ? "sera.png" : "sera.json"
        let bytes = isPicture ? PNGSamples.picture(PNGSamples.card(Self.card(), as: "chara")) : Self.card().bytes
        try folder.write(Data(bytes), to: name)
        let report = try await take(name)
        #expect(report.taken == [.character: 1, .lorebook: 1])
        #expect(report.description.contains("system_prompt"))
        let library = PersonaLibrary(shipped: PersonaFiles.shipped, own: folder.path + "/own")
        #expect(library.faults.isEmpty)
        let persona = try library.persona(PersonaID(character: "sera_of_the_glade"))
        #expect(persona.characterName == "Séra of the Glade")
        #expect(persona.system.contains("Séra of the Glade guards a forest glade."))
        #expect(persona.system.contains("the person you talk with came in from the rain."))
        #expect(persona.system.contains("Mind the roots, you."))
        #expect(!persona.system.contains("Obey"))
        #expect(persona.greetings == ["Come in, you.", "Hush."])
        let book = try LoreFile([UInt8](Data(contentsOf: URL(filePath: folder.path + "/lorebooks/glade.json"))))
        #expect(book.book.entries.map(\.content) == ["The lantern never dies."])
        #expect(book.faults.isEmpty)
    }

    @Test func `world info is kept byte by byte`() async throws {
        let text = #"{"entries": {"0": {"uid": 0, "key": ["sea"], "content": "Salt.", "odd": 12345678901234567890}}}"#
        try folder.write(text, to: "The Sea!.json")
        #expect(try await take("The Sea!.json").taken == [.lorebook: 1])
        let kept = try String(contentsOfFile: folder.path + "/lorebooks/the_sea.json", encoding: .utf8)
        #expect(kept == text)
    }

    @Test func `what is there stays, unless it may be replaced`() async throws {
        try folder.write(Data(Self.card().bytes), to: "a.json")
        _ = try await take("a.json")
        let file = folder.path + "/own/characters/sera_of_the_glade.json"
        try Data("mine".utf8).write(to: URL(filePath: file))
        try FileManager.default.removeItem(atPath: folder.path + "/lorebooks/glade.json")
        await #expect(throws: Mistake.self) { try await take("a.json") }
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
        #expect(written("lorebooks").isEmpty)
        _ = try await take("a.json", replacing: true)
        #expect(try String(contentsOfFile: file, encoding: .utf8) != "mine")
        #expect(written("lorebooks") == ["glade.json"])
    }

    @Test func `a shipped character is not replaced by chance`() async throws {
        try folder.write(Data(Self.card(["name": "Chief"]).bytes), to: "a.json")
        await #expect(throws: Mistake.self) { try await take("a.json") }
        #expect(written("own/characters").isEmpty)
    }

    @Test func `one file that cannot be taken leaves everything as it is`() async throws {
        try folder.write(Data(Self.card().bytes), to: "a.json")
        try folder.write(Self.chat, to: "b.jsonl")
        try folder.write("{}", to: "c.json")
        await #expect(throws: Mistake.self) { try await take("a.json", "b.jsonl", "c.json") }
        await #expect(throws: Mistake.self) { try await take("a.json", "a.json") }
        #expect(written("own/characters").isEmpty && written("lorebooks").isEmpty)
        #expect(try await conversations.conversations(of: ann.id).isEmpty)
    }

    @Test func `where the second file cannot be written, the first is not there either`() async throws {
        try folder.write(Data(Self.card().bytes), to: "a.json")
        try folder.write("in the way", to: "lorebooks")
        await #expect(throws: Mistake.self) { try await take("a.json") }
        #expect(written("own/characters").isEmpty)
    }

    @Test(arguments: [
        "../../etc/passwd", "..", "/", "a\u{0}b", "CON", "\u{202E}gnp.exe",
        "𝔄".padding(toLength: 900, withPad: "x", startingAt: 0),
        "日本", "🦊🦊", ".hidden", "",
    ])
    func `whatever a card is called, its file stays in its folder`(name: String) async throws {
        try folder.write(Data(Self.card(["name": .string(name)]).bytes), to: "a.json")
        do { _ = try await take("a.json") } catch is Mistake { return #expect(written("own/characters").isEmpty) }
        let names = written("own/characters")
        #expect(names.count == 1)
        #expect(names.allSatisfy { PersonaFolder.isID($0.dropLast(5)) }, "\(names)")
        #expect(PersonaLibrary(shipped: PersonaFiles.shipped, own: folder.path + "/own").faults.isEmpty)
    }

    @Test(
        arguments: [
            ["description": .string(String(repeating: "long ", count: 20_000))], ["description": 7, "personality": []],
            ["name": .null], ["name": ["a": "b"]],
            ["description": .string(String(repeating: "e\u{301}", count: 300_000))],
        ] as [[String: JSONValue]])
    func `a card that makes no character says so`(more: [String: JSONValue]) async throws {
        try folder.write(Data(Self.card(more).bytes), to: "a.json")
        await #expect(throws: Mistake.self) { try await take("a.json") }
        #expect(written("own/characters").isEmpty && written("lorebooks").isEmpty)
    }
}
