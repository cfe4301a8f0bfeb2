import Foundation
import Testing

@testable import App

/// What moves in, as its operator meets it: whatever the files are, there is an answer at once, and nothing half-done.
@Suite(.timeLimit(.minutes(3))) struct ImportCommandTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder().withShare() }

    private func acore(_ arguments: String...) async throws -> Child.Outcome {
        let environment = folder.environment.merging(["EMBEDDER": "none"]) { $1 }
        return try await Child(
            program: Child.acore, arguments: arguments, environment: environment.merging(Child.passedOn) { $1 },
            folder: folder.url
        ).run()
    }

    private func path(_ name: String) -> String { folder.url.appending(path: name).path }

    private func names(_ name: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path(name))) ?? []).sorted()
    }

    /// A file of many bytes that takes no room.
    private func writeHole(_ name: String, size: Int) throws {
        let file = try folder.write("{", to: name)
        let handle = try FileHandle(forWritingTo: file)
        try handle.truncate(atOffset: UInt64(size))
        try handle.close()
    }

    private func makePipe(_ name: String) throws { #expect(mkfifo(path(name), 0o600) == 0) }

    private func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
    }

    // MARK: acore-bot

    private static let history = """
        [{"role": "user", "content": "I keep bees on the roof", "username": "ann", "user_id": 77},
         {"role": "assistant", "content": "How many?"}]
        """

    @Test func `acore-bot moves in once, and is recalled`() async throws {
        try folder.write(Self.history, to: "old/data/chat_history/42.json")
        try folder.write(
            #"{"user_id": 77, "facts": [{"fact": "Keeps bees", "source": "conversation"}]}"#,
            to: "old/data/user_profiles/user_77.json")
        let first = try await acore("import", "acore-bot", path("old"))
        #expect(first.status == 0)
        #expect(first.output.contains("Taken: 2 messages, 1 fact."), "\(first.output)")
        let second = try await acore("import", "acore-bot", path("old"), "--time-zone", "Europe/Oslo")
        #expect(second.output.contains("Nothing new was taken.\nThere already: 2 messages, 1 fact."))
        let recalled = try await acore("recall", "--place", "42", "--as", "77", "who keeps bees?")
        #expect(recalled.output.contains("I keep bees on the roof"), "\(recalled.output)")
    }

    @Test func `hostile files of acore-bot are named, and the others taken`() async throws {
        try folder.write(Self.history, to: "old/chat_history/42.json")
        try folder.write(String(repeating: "[", count: 1 << 20), to: "old/chat_history/43.json")
        try folder.write("[1, \"x\", {\"role\": 7}, null]", to: "old/chat_history/44.json")
        try writeHole("old/chat_history/45.json", size: 100 << 20)
        try makePipe("old/chat_history/46.json")
        try link("old/chat_history/47.json", to: "/etc/passwd")
        try link("old/notes", to: "/etc")
        try folder.write("[]", to: "old/chat_history/a..%2f48.json")
        let outcome = try await acore("import", "acore-bot", path("old"))
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Taken: 2 messages."), "\(outcome.output)")
        for name in ["43", "44", "45", "46", "47", "a..%2f48"] {
            #expect(outcome.output.contains("- chat_history/\(name).json: "), "\(name): \(outcome.output)")
        }
        #expect(outcome.output.contains("- notes: is a link"))
        #expect(!outcome.output.contains("root:"))
    }

    @Test(arguments: ["nowhere", "file", "pipe", "empty", ""])
    func `what is no folder of acore-bot is refused`(name: String) async throws {
        try folder.write("x", to: "file")
        try makePipe("pipe")
        try FileManager.default.createDirectory(atPath: path("empty"), withIntermediateDirectories: true)
        let outcome = try await acore("import", "acore-bot", name.isEmpty ? "" : path(name))
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("acore: "), "\(outcome.output)")
        #expect(names("data").isEmpty)
    }

    // MARK: SillyTavern

    private static let card = """
        {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "Sera", "description": "Guards a glade.",
         "personality": "", "scenario": "", "first_mes": "Hush.", "mes_example": "",
         "character_book": {"name": "Glade", "extensions": {}, "entries": []}}}
        """
    private static let chat = """
        {"user_name": "Ann", "character_name": "Sera"}
        {"name": "Ann", "is_user": true, "mes": "My lantern went out", "send_date": "May 1, 2024 10:01am"}
        """

    @Test func `SillyTavern moves in`() async throws {
        try folder.write(Self.card, to: "sera.json")
        try folder.write(Self.chat, to: "sera.jsonl")
        let outcome = try await acore("import", "sillytavern", path("sera.json"), path("sera.jsonl"), "--as", "77")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("Taken: 1 message, 1 character, 1 lorebook."), "\(outcome.output)")
        #expect(names("data/personas/characters") == ["sera.json"])
        #expect(names("data/lorebooks") == ["glade.json"])
        let again = try await acore("import", "sillytavern", path("sera.json"))
        #expect(again.status == 1 && again.output.contains("--replace"), "\(again.output)")
        #expect(try await acore("import", "sillytavern", path("sera.json"), "--replace").status == 0)
    }

    /// Name, and how it is refused.
    private static let hostile = [
        ("hole.json", "MiB"), ("hole.jsonl", "MiB"), ("hole.png", "MiB"), ("pipe.json", "plain file"),
        ("pipe.jsonl", "plain file"), ("link.png", "link"), ("folder.json", "plain file"),
        ("nowhere.json", "not there"),
        ("deep.json", "deep"), ("deep.jsonl", "no message"), ("types.json", "no name"), ("cut.png", "damaged"),
        ("bomb.png", "no character card"), ("a.zip", "by its name"), ("text.jsonl", "not a chat"),
    ]

    private func writeHostileFiles() throws {
        for ending in ["json", "jsonl", "png"] { try writeHole("hole.\(ending)", size: 100 << 20) }
        try makePipe("pipe.json")
        try makePipe("pipe.jsonl")
        try link("link.png", to: "/etc/passwd")
        try FileManager.default.createDirectory(atPath: path("folder.json"), withIntermediateDirectories: true)
        try folder.write(String(repeating: "{\"a\":", count: 100_000), to: "deep.json")
        try folder.write(String(repeating: "[", count: 100_000), to: "deep.jsonl")
        try folder.write(#"{"spec": "chara_card_v2", "data": {"name": ["x"], "description": {}}}"#, to: "types.json")
        try folder.write("PK", to: "a.zip")
        try folder.write(String(repeating: "no chat\n", count: 2_000), to: "text.jsonl")
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        try Data(png + [0xFF, 0xFF, 0xFF, 0xFF] + "IHDR".utf8).write(to: folder.url.appending(path: "cut.png"))
        try Self.bomb.write(to: folder.url.appending(path: "bomb.png"))
    }

    /// A picture of 2,147,483,647 by 2,147,483,647 points, whose card is packed.
    private static let bomb =
        Data(
            base64Encoded: """
                iVBORw0KGgoAAAANSUhEUn////9/////CAYAAAAUyQtmAAAAW3pUWHRjaGFyYQAAeNrtwQEBAAAAgJDhne8ICgAAAAAAAAAA\
                AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGo5twc2EE/rMAAAAABJRU5E\
                rkJggg==
                """) ?? Data()

    @Test func `hostile files of SillyTavern's leave nothing half-done`() async throws {
        try writeHostileFiles()
        try folder.write(Self.card, to: "sera.json")
        try folder.write(Self.chat, to: "sera.jsonl")
        for (name, reason) in Self.hostile {
            let outcome = try await acore("import", "sillytavern", path("sera.json"), path("sera.jsonl"), path(name))
            #expect(outcome.status == 1)
            #expect(
                outcome.output.hasPrefix("acore: ") && outcome.output.contains(reason), "\(name): \(outcome.output)")
        }
        #expect(names("data/personas/characters").isEmpty && names("data/lorebooks").isEmpty)
        #expect(!FileManager.default.fileExists(atPath: path("data/acore.sqlite")))
    }

    // MARK: Discord

    @Test(arguments: ["pipe.json", "link.json", "folder.json", "nowhere.json", "deep.json"])
    func `hostile exports are refused`(name: String) async throws {
        try makePipe("pipe.json")
        try link("link.json", to: "/etc/passwd")
        try FileManager.default.createDirectory(atPath: path("folder.json"), withIntermediateDirectories: true)
        try folder.write(
            #"{"channel": {"id": "1"}, "messages": ["# + String(repeating: "[", count: 1 << 20), to: "deep.json")
        let outcome = try await acore("import", "discord-export", path(name))
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("acore: \(path(name)): The"), "\(outcome.output)")
    }
}
