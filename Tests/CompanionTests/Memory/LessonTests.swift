import Foundation
import Storage
import TestSupport
import Testing

@testable import Companion

/// What is said to whom, and in which order it is heard of, decides what still holds.
@Suite struct LessonTests {
    let database: SQLiteDatabase
    let conversations: ConversationStore
    let facts: FactStore
    let today = Today()

    init() async throws {
        database = try await .migratedInMemory()
        conversations = ConversationStore(database: database)
        facts = FactStore(database: database) { [today] in today.now }
    }

    private func say(
        _ texts: String..., in place: String = "general", kind: Place.Kind = .text, message: String = UUID().uuidString
    ) async throws {
        today.advance(60)
        var turn = Turn.said(texts.joined(separator: "\n"), in: place, kind: kind, at: today.now)
        turn.messages = texts.enumerated().map { Turn.Message(id: $0 == 0 ? message : "\(message).\($0)", text: $1) }
        _ = try await conversations.begin(turn, persona: "assistant_assistant")
        try await learn()
    }

    private func learn() async throws { while try await facts.learnSome() {} }

    private func edit(_ message: String, to text: String) async throws {
        today.advance(60)
        try await conversations.edit(message, in: "general", to: text)
        try await learn()
    }

    private func told(in place: String, kind: Place.Kind = .text, readable: Set<String> = []) async throws -> [String] {
        var turn = Turn.said("?", in: place, kind: kind)
        turn.readable = readable
        return try await facts.recall(
            [Speaker(id: "web:ann", name: "Ann")], for: Viewer(of: turn, characters: ["assistant"]), asking: "?",
            limit: 10
        ).flatMap { $0.facts.map(\.text) }
    }

    // MARK: Ears

    @Test func `what is said in private ends nothing for those who did not hear it`() async throws {
        try await say("I live in Oslo")
        try await say("I moved to Bergen", in: "dm", kind: .direct)
        #expect(try await told(in: "general") == ["lives in Oslo"])
        #expect(try await told(in: "dm", kind: .direct) == ["lives in Bergen"])
        try await say("I no longer live in Bergen", in: "dm", kind: .direct)
        try await say("I like tea")
        try await say("I no longer live in Oslo", in: "dm", kind: .direct)
        #expect(Set(try await told(in: "general")) == ["lives in Oslo", "likes tea"])
        #expect(try await told(in: "dm", kind: .direct) == ["likes tea"])
    }

    @Test func `what is said before all ends what was said in private`() async throws {
        try await say("I live in Oslo", in: "dm", kind: .direct)
        try await say("I moved to Bergen")
        #expect(try await told(in: "dm", kind: .direct) == ["lives in Bergen"])
        #expect(try await facts.facts(about: "web:ann").map(\.text) == ["lives in Bergen"])
    }

    @Test func `who reads both places is told what was said last, who reads one what was said there`() async throws {
        try await say("I live in Oslo", in: "general")
        try await say("I moved to Bergen", in: "staff")
        #expect(try await told(in: "general") == ["lives in Oslo"])
        #expect(try await told(in: "staff", readable: ["general"]) == ["lives in Bergen"])
        try await say("I live in Rome", in: "general")
        #expect(try await told(in: "staff", readable: ["general"]) == ["lives in Rome"])
        #expect(try await told(in: "staff") == ["lives in Bergen"])
    }

    // MARK: Order

    @Test func `an edit of an old message ends nothing that was said later, and brings nothing back`() async throws {
        try await say("I live in Oslo", message: "1")
        try await say("I moved to Bergen")
        try await edit("1", to: "I live in Rome")
        #expect(try await told(in: "general") == ["lives in Bergen"])
        let former = try await database.read { sql in
            try sql.rows("SELECT text FROM fact WHERE valid_until IS NOT NULL").map { try $0.text("text") }
        }
        #expect(former == ["lives in Rome"])
    }

    @Test func `what was taken back stays so when the old message is edited`() async throws {
        try await say("I live in Oslo", message: "1")
        try await say("I no longer live in Oslo", message: "2")
        try await edit("1", to: "I live in Oslo!")
        #expect(try await told(in: "general") == [])
        // Without the message that took it back it holds.
        try await conversations.delete(messages: ["2"], in: "general")
        try await edit("1", to: "I live in Oslo.")
        #expect(try await told(in: "general") == ["lives in Oslo"])
    }

    @Test func `what was said again later is not made older by an edit`() async throws {
        try await say("I like tea", message: "1")
        try await say("I don't like tea any more")
        try await edit("1", to: "I really like tea")
        #expect(try await told(in: "general") == ["dislikes tea"])
    }

    // MARK: Leave to learn

    @Test func `what was said while learning was paused is not learnt after an edit either`() async throws {
        let privacy = Privacy(facts: facts, conversations: conversations) { [today] in today.now }
        try await privacy.pause("web:ann", true)
        try await say("I live in Oslo", message: "1")
        try await privacy.pause("web:ann", false)
        try await edit("1", to: "I live in Oslo, you know")
        #expect(try await told(in: "general") == [])
        try await say("I like tea")
        #expect(try await told(in: "general") == ["likes tea"])
    }

    @Test func `what was on its way when somebody was forgotten is not learnt`() async throws {
        let privacy = Privacy(facts: facts, conversations: conversations) { [today] in today.now }
        let late = Turn.said("I live in Oslo", in: "general", kind: .text, at: today.now)
        today.advance(3)
        _ = try await privacy.forget("web:ann")
        _ = try await conversations.begin(late, persona: "assistant_assistant")
        try await learn()
        #expect(try await told(in: "general") == [])
        try await say("I like tea")
        #expect(try await told(in: "general") == ["likes tea"])
    }

    // MARK: Parts and faults

    @Test func `a fact names the message that it was said in, of several in one go`() async throws {
        try await say("Good morning everybody!", "I live in Oslo", message: "1")
        let fact = try #require(try await facts.facts(about: "web:ann").first)
        #expect(fact.message == "1.1")
        #expect(fact.excerpt == "I live in Oslo")
        try await conversations.delete(messages: ["1"], in: "general")
        try await learn()
        #expect(try await told(in: "general") == ["lives in Oslo"])
        try await conversations.delete(messages: ["1.1"], in: "general")
        #expect(try await facts.facts(about: "web:ann").isEmpty)
    }

    @Test func `a row that cannot be read does not stop learning`() async throws {
        _ = try await conversations.begin(.said("I live in Oslo", at: today.now), persona: "assistant")
        _ = try await database.write { sql in try sql.execute("UPDATE turn SET said_at = 'yesterday'") }
        try await say("I like tea")
        #expect(try await told(in: "general") == ["likes tea"])
    }

    @Test func `an edit wakes those who learn`() async throws {
        let woken = Counted()
        let conversations = ConversationStore(database: database, didKeep: { woken.count() })
        var turn = Turn.said("I live in Oslo", in: "general", kind: .text, at: today.now)
        turn.messages = [Turn.Message(id: "1", text: turn.text)]
        _ = try await conversations.begin(turn, persona: "assistant")
        let before = woken.times
        try await conversations.edit("1", in: "general", to: "I live in Bergen")
        #expect(woken.times > before)
    }
}
