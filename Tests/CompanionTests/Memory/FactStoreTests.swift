import Foundation
import Inference
import Storage
import TestSupport
import Testing

@testable import Companion

/// Facts on a real database: learnt from turns, told only to those who may hear them.
@Suite struct FactStoreTests {
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
        _ text: String, by speaker: String = "ann", in place: String = "general", kind: Place.Kind = .text,
        message: String? = nil
    ) async throws {
        today.advance(60)
        var turn = Turn.said(text, by: speaker, in: place, kind: kind, at: today.now)
        turn.messages = message.map { [Turn.Message(id: $0, text: text)] } ?? []
        _ = try await conversations.begin(turn, persona: "assistant_assistant")
        while try await facts.learnSome() {}
    }

    private func known(_ person: String = "ann") async throws -> [String] {
        try await facts.facts(about: "web:\(person)").map(\.text)
    }

    /// What is told where Ann asks.
    private func told(
        about person: String = "ann", in place: String = "general", kind: Place.Kind = .text, asking: String = "?",
        readable: Set<String> = [], by asker: String = "ann", as characters: Set<String> = ["assistant"]
    ) async throws -> [String] {
        var turn = Turn.said(asking, by: asker, in: place, kind: kind)
        turn.readable = readable
        let people = [Speaker(id: "web:\(person)", name: person)]
        return try await facts.recall(
            people, for: Viewer(of: turn, characters: characters), asking: asking, limit: 10
        ).flatMap { $0.facts.map(\.text) }
    }

    @Test func `what was said in a place is told there and where its readers are`() async throws {
        try await say("I live in Oslo", in: "general")
        #expect(try await told(in: "general") == ["lives in Oslo"])
        #expect(try await told(in: "other") == [])
        #expect(try await told(in: "other", readable: ["general"]) == ["lives in Oslo"])
        #expect(try await told(in: "general", by: "ben") == ["lives in Oslo"])
    }

    @Test func `what was said in private is told to that person alone, in private`() async throws {
        try await say("I am allergic to nuts", in: "dm", kind: .direct)
        #expect(try await told(in: "dm", kind: .direct) == ["is allergic to nuts"])
        #expect(try await told(in: "dm 2", kind: .direct) == ["is allergic to nuts"])
        #expect(try await told(in: "general", readable: ["dm"]) == [])
        #expect(try await told(in: "dm", kind: .text) == [])
        #expect(try await told(about: "ann", in: "dm of ben", kind: .direct, by: "ben") == [])
    }

    @Test func `to themselves people are told what they said anywhere`() async throws {
        try await say("I live in Oslo", in: "general")
        #expect(try await told(in: "dm", kind: .direct) == ["lives in Oslo"])
        #expect(try await told(about: "ann", in: "dm of ben", kind: .direct, by: "ben") == [])
    }

    @Test func `what was said in an age-restricted place is not told even to themselves in private`() async throws {
        today.advance(60)
        var turn = Turn.said("I like absinthe", in: "adults", kind: .text, at: today.now)
        turn.place.isAgeRestricted = true
        _ = try await conversations.begin(turn, persona: "assistant")
        while try await facts.learnSome() {}
        try await Indexing(Recall(database: database, embedder: nil)).index()
        #expect(try await told(in: "dm", kind: .direct) == [])
        #expect(try await told(in: "adults") == ["likes absinthe"])
        let people = [Speaker(id: "web:ann", name: "Ann")]
        var privately = Turn.said("?", in: "adults", kind: .direct)
        privately.place.isAgeRestricted = true
        for (asked, isTold) in [(privately, true), (Turn.said("?", in: "dm", kind: .direct), false)] {
            let viewer = Viewer(of: asked, characters: ["assistant"])
            let known = try await facts.recall(people, for: viewer, asking: "?", limit: 9)
            #expect(known.isEmpty != isTold)
            let found = try await Recall(database: database, embedder: nil).find(
                "absinthe", for: viewer, at: today.now, limit: 9)
            #expect(found.isEmpty != isTold)
        }
        #expect(try await facts.facts(about: "web:ann").count == 1)
    }

    @Test func `another character's memories need its leave`() async throws {
        try await say("I live in Oslo")
        #expect(try await told(as: ["chief"]) == [])
        #expect(try await told(as: ["chief", "assistant"]) == ["lives in Oslo"])
        #expect(PersonaID.character(ofKey: PersonaID(character: "my_own", framework: "caring").key) == "my_own")
    }

    @Test func `what contradicts takes the place of what was said before`() async throws {
        try await say("I live in Oslo")
        try await say("I moved to Bergen")
        #expect(try await known() == ["lives in Bergen"])
        #expect(try await told() == ["lives in Bergen"])
        let former = try await database.read { sql in
            try sql.rows("SELECT text FROM fact WHERE valid_until IS NOT NULL").map { try $0.text("text") }
        }
        #expect(former == ["lives in Oslo"])
        try await say("I no longer live in Bergen")
        #expect(try await known() == [])
    }

    @Test func `tastes change, and what is said twice is known once`() async throws {
        try await say("I like olives")
        try await say("I really love olives!")
        try await say("i like the olives")
        #expect(try await known() == ["likes olives"])
        try await say("I don't like olives any more")
        #expect(try await known() == ["dislikes olives"])
    }

    @Test func `what is said in private does not become public by being known in public`() async throws {
        try await say("I like olives", in: "dm", kind: .direct)
        try await say("I like olives", in: "general")
        #expect(try await told(in: "general") == ["likes olives"])
        #expect(try await known().count == 2)
    }

    @Test func `a deleted message takes along what was learnt from it, an edited one is read anew`() async throws {
        try await say("I live in Oslo", message: "1")
        try await say("I like tea", message: "2")
        try await conversations.delete(messages: ["1"], in: "general")
        #expect(try await known() == ["likes tea"])
        try await conversations.edit("2", in: "general", to: "I like cocoa")
        #expect(try await known() == [])
        while try await facts.learnSome() {}
        #expect(try await known() == ["likes cocoa"])
        try await conversations.delete(place: "general")
        #expect(try await known() == [])
    }

    @Test func `who does not want to be learnt about is not, at once and for what waits`() async throws {
        let privacy = Privacy(facts: facts, conversations: conversations)
        _ = try await conversations.begin(.said("I like tea", at: today.now), persona: "assistant")
        try await privacy.pause("web:ann", true)
        while try await facts.learnSome() {}
        try await say("I live in Oslo")
        #expect(try await known() == [])
        #expect(try await privacy.holding(of: "web:ann").isPaused)
        try await privacy.pause("web:ann", false)
        try await say("I collect stamps")
        #expect(try await known() == ["collects stamps"])
    }

    @Test func `who wants to be forgotten is, and others are not`() async throws {
        let privacy = Privacy(facts: facts, conversations: conversations)
        try await say("I live in Oslo")
        try await say("I live in Rome", by: "ben")
        try await say("I am vegan", in: "dm", kind: .direct)
        let receipt = try await privacy.forget("web:ann")
        #expect(receipt.turns == 2)
        #expect(receipt.facts == 2)
        #expect(try await known() == [])
        #expect(try await known("ben") == ["lives in Rome"])
        #expect(try await conversations.history(of: "general", limit: 10).map(\.text) == ["I live in Rome"])
        #expect(try await conversations.history(of: "dm", limit: 10).isEmpty)
        #expect(try await privacy.holding(of: "web:ann").turns == 0)
        let titles = try await database.read { sql in
            try sql.rows("SELECT title, owner FROM conversation").map { try $0.text("title") + $0.text("owner") }
        }
        #expect(titles == ["I live in Rome"])
        let file = String(decoding: try await privacy.export(of: "web:ann"), as: UTF8.self)
        #expect(!file.contains("Oslo") && !file.contains("vegan"))
    }

    @Test func `of one person no more is kept than can be of use`() async throws {
        for number in 0..<30 {
            try await say((0..<8).map { "I collect thing \(number) \($0)." }.joined(separator: "\n"))
        }
        let known = try await known()
        #expect(known.count == FactStore.mostFacts)
        #expect(known.first?.hasPrefix("collects thing 29") == true)
    }

    @Test func `what the question touches comes first`() async throws {
        try await say("I like tea")
        try await say("I have a cat named Miso")
        for number in 0..<20 { try await say("I collect thing \(number)") }
        #expect(try await told(asking: "what is my cat called?").first == "has a cat named Miso")
    }

    @Test func `answers and what callers bring are nobody's words`() async throws {
        try await say("hello")
        let pending = try await conversations.begin(
            .said("and?", in: "general", kind: .text, at: today.now), persona: "assistant")
        let answer = Answer.saying("I live in Oslo and I like tea")
        try await conversations.finish(
            pending, of: .said("and?", in: "general", kind: .text), with: answer, state: .complete, at: today.now)
        while try await facts.learnSome() {}
        #expect(try await known() == [])
        #expect(try await facts.facts(about: KeptTurn.companion) == [])
    }
}

extension Answer {
    fileprivate static func saying(_ text: String) -> Answer {
        Answer(
            text: text, persona: "assistant", personaName: "Wren", model: "m",
            usage: .init(promptTokens: 1, completionTokens: 1, isEstimate: true), finish: .stop, firstText: .zero,
            total: .zero)
    }
}

/// Beside the talk.
@Suite(.timeLimit(.minutes(1))) struct LearningTests {
    @Test func `what was said before the start and what is said later is learnt from`() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        let facts = FactStore(database: database)
        let learning = Learning(facts, clock: SkippingClock())
        let conversations = ConversationStore(database: database, didKeep: learning.didKeep)
        _ = try await conversations.begin(.said("I live in Oslo"), persona: "assistant")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await learning.run() }
            defer { group.cancelAll() }
            try await waitUntil { try await facts.facts(about: "web:ann").count == 1 }
            _ = try await conversations.begin(.said("I like tea"), persona: "assistant")
            try await waitUntil { try await facts.facts(about: "web:ann").count == 2 }
        }
    }
}
