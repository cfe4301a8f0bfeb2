import Foundation
import Storage
import Testing

@testable import Companion

struct OldBotImportTests {
    private let database: SQLiteDatabase
    private let conversations: ConversationStore
    private let folder = try? TemporaryFolder()
    private let date = Date(timeIntervalSince1970: 1_764_669_900)
    private let channel = "discord:\(OldBotFolderSample.channel)"

    init() async throws {
        database = try await .migratedInMemory()
        conversations = ConversationStore(database: database)
        try OldBotFolderSample.write(to: try #require(folder))
    }

    private var facts: FactStore { FactStore(database: database, now: { date }) }

    private func take() async throws -> ImportReport {
        let data = try OldBotData(at: try #require(folder).path, timeZone: .gmt)
        return try await OldBotImport(database: database, conversations: conversations, now: { date }).take(data)
    }

    private func count(_ table: String) async throws -> Int {
        try await database.read { sql in try sql.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n") ?? 0 }
    }

    private func payloads(_ kind: String) async throws -> [String] {
        try await database.read { sql in
            try sql.rows("SELECT payload FROM kept_import WHERE kind = ?", [.text(kind)]).map { try $0.text("payload") }
        }
    }

    @Test func `talks are those of their channels, with the answers`() async throws {
        let report = try await take()
        #expect(report.taken[.message] == 3)
        let talk = try await conversations.history(of: channel, limit: 10)
        #expect(talk.map(\.text) == ["long ago", "hi @Ann", "hello <@123>"])
        #expect(talk.map(\.speakerID) == ["discord:88", "discord:123456789012345678", KeptTurn.companion])
        #expect(talk.map(\.isAnswer) == [false, false, true])
    }

    @Test func `a second run takes nothing, not even what was deleted since`() async throws {
        let first = try await take()
        let tables = ["turn", "fact", "kept_import"]
        var counts: [Int] = []
        for table in tables { counts.append(try await count(table)) }
        let fact = try #require(try await facts.facts(about: "discord:77").first)
        #expect(try await facts.forget(fact.id, of: ["discord:77"]))
        let second = try await take()
        #expect(second.taken.isEmpty)
        #expect(second.known == first.taken.merging(first.known, uniquingKeysWith: +))
        for (table, before) in zip(tables, counts) {
            #expect(try await count(table) == before - (table == "fact" ? 1 : 0))
        }
    }

    @Test func `what was known of people is told to themselves alone`() async throws {
        _ = try await take()
        let known = try await facts.facts(about: "discord:77")
        #expect(known.contains { $0.text == "Owns a telescope" })
        #expect(known.contains { $0.text == "is interested in astronomy" })
        let ann = Speaker(id: "discord:77", name: "Ann")
        func recalled(_ viewer: Viewer) async throws -> Int {
            try await facts.recall([ann], for: viewer, asking: "telescope?", limit: 20).first?.facts.count ?? 0
        }
        #expect(try await recalled(Viewer(alone: ["discord:77"], characters: [])) == known.count)
        #expect(try await recalled(Viewer(alone: ["discord:88"], characters: [])) == 0)
        #expect(try await recalled(Viewer(audience: .place(channel), readable: [channel], characters: [])) == 0)
    }

    @Test func `what told the bot what to do is no fact, nor what is said of others`() async throws {
        let report = try await take()
        let known = try await facts.facts(about: "discord:77")
        #expect(!known.contains { $0.text.contains("bow") || $0.text.contains("friend") })
        #expect(report.description.contains("told the bot what to do"))
        #expect(report.description.contains("spoke of somebody else"))
    }

    @Test func `who wants nothing learnt is left alone`() async throws {
        let privacy = Privacy(facts: facts, conversations: conversations)
        try await privacy.pause("discord:77", true)
        let report = try await take()
        #expect(try await facts.facts(about: "discord:77").isEmpty)
        #expect(try await payloads("affection").isEmpty)
        #expect(report.description.contains("wants nothing to be learnt"))
    }

    @Test func `reminders, notes, scores, summaries and affection wait for their features`() async throws {
        _ = try await take()
        #expect(try await payloads("reminder").first?.contains("\"due_at\":\"2025-12-02T17:00:00Z\"") == true)
        #expect(try await payloads("note").first?.contains("milk") == true)
        #expect(try await payloads("trivia").first?.contains("240") == true)
        #expect(try await payloads("summary").count == 1)
        #expect(try await payloads("affection").first?.contains("\"level\":23") == true)
    }

    @Test func `whoever wants to be forgotten is handed out and deleted from what waits`() async throws {
        _ = try await take()
        let privacy = Privacy(facts: facts, conversations: conversations)
        let file = String(decoding: try await privacy.export(of: "discord:1"), as: UTF8.self)
        #expect(file.contains("milk") && file.contains("tea"))
        #expect(try await privacy.holding(of: "discord:1").imports == 2)
        _ = try await privacy.forget("discord:1")
        #expect(try await payloads("note").isEmpty)
        #expect(try await payloads("reminder").isEmpty)
        #expect(try await payloads("summary").count == 1)
        // Took part in the talk that was summed up.
        _ = try await privacy.forget("discord:88")
        #expect(try await payloads("summary").isEmpty)
    }

    @Test func `a talk that is deleted takes what sums it up along`() async throws {
        _ = try await take()
        #expect(try await conversations.delete(place: channel))
        #expect(try await payloads("summary").isEmpty)
    }

    @Test func `nobody's messages are left where they are`() async throws {
        try #require(folder).write(
            """
            [{"role": "assistant", "content": "Welcome!"},
             {"role": "user", "content": "I am nobody"}, {"role": "assistant", "content": "Hello, nobody"},
             {"role": "user", "content": "I am Ann", "username": "ann", "user_id": 77},
             {"role": "user", "content": "me again", "username": "ann"}]
            """, to: "chat_history/42.json")
        let report = try await take()
        #expect(try await conversations.history(of: "discord:42", limit: 9).map(\.text) == ["I am Ann", "me again"])
        #expect(report.description.contains("3 messages are by nobody"))
    }

    @Test func `a file that cannot be read keeps no other from being taken`() async throws {
        let folder = try #require(folder)
        try folder.write(#"{"user_id": 78, "facts": [{"fact": "#, to: "user_profiles/user_78.json")
        try folder.write(String(repeating: "[", count: 100_000), to: "chat_history/43.json")
        let report = try await take()
        #expect(report.taken[.message] == 3)
        #expect(report.leftOut.contains { $0.path == "user_profiles/user_78.json" })
        #expect(report.leftOut.contains { $0.path == "chat_history/43.json" })
        #expect(try await conversations.history(of: "discord:43", limit: 9).isEmpty)
    }

    @Test func `of one person no more is taken than is kept`() async throws {
        let many = (0..<300).map { "\"Collects stamp number \($0)\"" }.joined(separator: ", ")
        try #require(folder).write(#"{"user_id": 79, "facts": [\#(many)]}"#, to: "user_profiles/user_79.json")
        let report = try await take()
        #expect(try await facts.facts(about: "discord:79").count == FactStore.mostFacts)
        #expect(report.description.contains("100 facts are more than the 200"))
    }

    @Test func `nothing was said tomorrow`() async throws {
        try #require(folder).write(
            #"[{"role": "user", "content": "from the future", "user_id": 77, "timestamp": "2190-01-01T00:00:00"}]"#,
            to: "chat_history/44.json")
        _ = try await take()
        #expect(try await conversations.history(of: "discord:44", limit: 9).first?.saidAt == date)
    }
}
