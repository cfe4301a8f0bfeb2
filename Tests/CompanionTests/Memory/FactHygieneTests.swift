import Foundation
import Inference
import Storage
import TestSupport
import Testing

@testable import Companion

/// What becomes of facts on a real database: what ends them, what is an echo, and which of them are kept.
@Suite struct FactHygieneTests {
    let database: SQLiteDatabase
    let conversations: ConversationStore
    let facts: FactStore
    let today = Today()

    init() async throws {
        database = try await .migratedInMemory()
        conversations = ConversationStore(database: database)
        facts = FactStore(database: database) { [today] in today.now }
    }

    @discardableResult
    private func say(
        _ text: String, in place: String = "general", kind: Place.Kind = .text
    ) async throws -> (pending: KeptTurn, turn: Turn) {
        today.advance(60)
        let turn = Turn.said(text, in: place, kind: kind, at: today.now)
        let pending = try await conversations.begin(turn, persona: "assistant")
        while try await facts.learnSome() {}
        return (pending, turn)
    }

    private func answer(
        _ asked: (pending: KeptTurn, turn: Turn), _ text: String, from grounds: [Ground] = []
    ) async throws {
        today.advance(1)
        let answer = Answer(
            text: text, persona: "assistant", personaName: "Wren", model: "m",
            usage: .init(promptTokens: 1, completionTokens: 1, isEstimate: true), finish: .stop, firstText: .zero,
            total: .zero, grounds: grounds)
        try await conversations.finish(asked.pending, of: asked.turn, with: answer, state: .complete, at: today.now)
    }

    private func known() async throws -> [String] { try await facts.facts(about: "web:ann").map(\.text) }

    private func former() async throws -> [String] {
        try await database.read { sql in
            try sql.rows("SELECT text FROM fact WHERE valid_until IS NOT NULL ORDER BY id").map { try $0.text("text") }
        }
    }

    // MARK: What is over

    @Test func `what is over ends and is kept as history, and what is there instead holds`() async throws {
        for (first, later, now) in [
            ("I play the viola", "swapped the viola for a cello in May", ["plays cello"]),
            ("I collect stamps", "no more stamps for me", []),
            ("I live in Oslo", "Got the keys! hello Bergen", ["lives in Bergen"]),
            ("I work at Shopify", "quit Shopify and joined Ikea", ["works at Ikea"]),
            ("I'm 27", "28 now, where did the time go", ["is 28 years old"]),
            ("I hate olives", "olives are growing on me", ["likes olives"]),
            ("Ich spiele Klavier", "Klavier habe ich aufgegeben", []),
            ("I'm a nurse", "handed in my notice today", []),
        ] {
            try await say(first)
            let before = try await known()
            #expect(before.count == 1, "\(first)")
            try await say(later)
            #expect(try await known() == now, "\(later)")
            #expect(try await former().contains(before.first ?? ""), "\(later)")
            _ = try await facts.forget("web:ann")
        }
    }

    @Test(arguments: [
        "I will never quit stamps", "gonna sell my stamps", "my brother sold his stamps", "did I quit stamps?",
        "if I sold my stamps I would cry", "stamps are the best", "\"no more stamps\" they said",
    ])
    func `what is not over goes on`(text: String) async throws {
        try await say("I collect stamps")
        try await say(text)
        #expect(try await known() == ["collects stamps"])
    }

    // MARK: Before whom

    @Test func `what ends in public takes no private words along`() async throws {
        try await say("I play viola in the harbour orchestra", in: "dm", kind: .direct)
        #expect(try await known() == ["plays viola in the harbour orchestra"])
        try await say("swapped the viola for a cello")
        #expect(try await known() == [])
        try await say("I play viola in the harbour orchestra")
        try await say("swapped the viola for a cello", in: "dm", kind: .direct)
        // Those who did not hear of it are told what they know; alone she is told what she said last.
        #expect(
            try await facts.facts(about: "web:ann").filter(\.isPrivate).map(\.text) == [
                "plays cello in the harbour orchestra"
            ])
        for (audience, told) in [
            (Audience.place("general"), "plays viola in the harbour orchestra"),
            (.person("web:ann"), "plays cello in the harbour orchestra"),
        ] {
            let viewer = Viewer(audience: audience, readable: ["general"], characters: ["assistant"])
            let recalled = try await facts.recall(
                [Speaker(id: "web:ann", name: "Ann")], for: viewer, asking: "music", limit: 5)
            #expect(recalled.first?.facts.map(\.text) == [told])
        }
    }

    @Test func `what is delicate is learnt where nobody else reads, and nowhere else`() async throws {
        try await say("I am allergic to nuts. I live in Oslo.")
        #expect(try await known() == ["lives in Oslo"])
        try await say("I am allergic to nuts", in: "dm", kind: .direct)
        let all = try await facts.facts(about: "web:ann")
        #expect(all.filter(\.isPrivate).map(\.text) == ["is allergic to nuts"])
    }

    @Test func `what was said to several audiences is told once`() async throws {
        try await say("I like olives", in: "dm", kind: .direct)
        try await say("I like olives")
        let turn = Turn.said("?", in: "dm", kind: .direct)
        let told = try await facts.recall(
            [turn.speaker], for: Viewer(of: turn, characters: ["assistant"]), asking: "?", limit: 10)
        #expect(told.flatMap { $0.facts.map(\.text) } == ["likes olives"])
    }

    // MARK: Echoes

    @Test func `who repeats the companion says nothing of themselves`() async throws {
        let asked = try await say("who am I?")
        try await answer(asked, "You live in Oslo. I collect stamps.")
        try await say("I live in Oslo")
        try await say("I collect stamps")
        #expect(try await known() == [])
        // Elsewhere, or in other words, it is theirs.
        try await say("I live in Oslo", in: "other")
        try await say("I collect coins")
        #expect(try await known() == ["collects coins", "lives in Oslo"])
    }

    @Test func `an echo fades, and a question is none`() async throws {
        let asked = try await say("hm")
        try await answer(asked, "Do you live in Oslo?")
        try await say("I live in Oslo")
        #expect(try await known() == ["lives in Oslo"])
        try await answer(try await say("hm"), "You collect stamps.")
        for _ in 0..<3 { try await answer(try await say("hm"), "I see.") }
        try await say("I collect stamps")
        #expect(try await known() == ["collects stamps", "lives in Oslo"])
    }

    @Test func `what was recalled for an answer is an echo too`() async throws {
        let asked = try await say("what did he say?")
        let ground = Ground(
            kind: .talk, item: 1, title: "Ben", excerpt: "I collect stamps", score: 1, place: "general",
            saidAt: today.now)
        try await answer(asked, "He likes small things.", from: [ground])
        try await say("I collect stamps")
        #expect(try await known() == [])
    }

    // MARK: Usefulness

    @Test func `a fact in a prompt is used, with the answer and once`() async throws {
        try await say("I live in Oslo")
        let fact = try #require(try await facts.facts(about: "web:ann").first)
        try await answer(try await say("where?"), "There.", from: [Ground(fact, about: "Ann")])
        let (uses, usedAt) = try await database.read { sql in
            let row = try sql.row("SELECT uses, used_at FROM fact WHERE id = ?", [.integer(fact.id)])
            return (try row?.int("uses"), try row?.date("used_at"))
        }
        #expect(uses == 1)
        #expect(usedAt == today.now)
    }

    @Test func `beyond the cap the least useful goes first`() async throws {
        try await say("I live in Oslo. I collect oldest things. I collect used things.")
        let used = try #require(try await facts.facts(about: "web:ann").first { $0.text == "collects used things" })
        try await answer(try await say("hm"), "Hm.", from: [Ground(used, about: "Ann")])
        today.advance(3_600)
        for number in 0..<26 {
            try await say((0..<8).map { "I collect thing \(number) \($0)." }.joined(separator: "\n"))
        }
        let known = Set(try await known())
        #expect(known.count == FactStore.mostFacts)
        #expect(known.contains("lives in Oslo") && known.contains("collects used things"))
        #expect(!known.contains("collects oldest things") && !known.contains("collects thing 0 0"))
    }

    @Test func `what was of no use for a year fades, what lasts or was used does not`() async throws {
        try await say("I live in Oslo. I collect stamps. I collect coins.")
        let coins = try #require(try await facts.facts(about: "web:ann").first { $0.text == "collects coins" })
        try await answer(try await say("hm"), "Hm.", from: [Ground(coins, about: "Ann")])
        let learning = Learning(facts)
        today.advance(FactStore.fadesAfter - 3_600)
        try await learning.learn()
        #expect(try await known().count == 3)
        today.advance(7_200)
        try await learning.learn()
        #expect(Set(try await known()) == ["lives in Oslo", "collects coins"])
    }

    @Test func `what was said long ago and is learnt now has its year too`() async throws {
        let turn = Turn.said("I collect stamps", at: today.now.addingTimeInterval(-3 * FactStore.fadesAfter))
        _ = try await conversations.begin(turn, persona: "assistant")
        try await Learning(facts).learn()
        #expect(try await known() == ["collects stamps"])
    }
}
