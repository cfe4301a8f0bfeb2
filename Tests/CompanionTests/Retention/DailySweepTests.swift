import Foundation
import Inference
import Storage
import TestSupport
import Testing

@testable import Companion

/// What is kept for how long, and what stays of it.
@Suite(.timeLimit(.minutes(1))) struct DailySweepTests {
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
        _ text: String, by speaker: String = "ann", in place: String = "discord:1", realm: String? = "discord:9/7",
        message: String? = nil
    ) async throws {
        today.advance(60)
        var turn = Turn.said(text, by: speaker, in: place, kind: .text, at: today.now)
        turn.place.realm = realm
        turn.messages = message.map { [Turn.Message(id: $0, text: text)] } ?? []
        _ = try await conversations.begin(turn, persona: "assistant")
        while try await facts.learnSome() {}
        while try await PassageStore(database: database).indexSome() {}
    }

    private func sweep(_ rules: RetentionRules = RetentionRules()) async throws {
        try await DailySweep(conversations, rules: { rules }, now: { [today] in today.now }).sweep()
    }

    private func pass(days: Double) { today.advance(days * 86_400) }

    private func texts(_ place: String = "discord:1") async throws -> [String] {
        try await conversations.history(of: place, limit: 9).map(\.text)
    }

    private func count(_ table: String) async throws -> Int {
        try await database.read { try $0.row("SELECT COUNT(*) AS n FROM \(table)")?.int("n") ?? 0 }
    }

    @Test func `words go after half a year, what was learnt from them stays with an excerpt`() async throws {
        try await say("I live in Oslo, in a red house by the sea", message: "m1")
        pass(days: 179)
        try await say("hello", message: "m2")
        try await sweep()
        #expect(try await texts().count == 2)
        pass(days: 1.1)
        try await sweep()
        #expect(try await texts() == ["hello"])
        let fact = try #require(try await facts.facts(about: "web:ann").first)
        #expect(fact.text == "lives in Oslo")
        #expect(fact.excerpt.contains("red house"))
        #expect(try await count("passage") == 1)
        #expect(try await count("turn_message") == 1)
        // The message may still be deleted where it was said.
        try await conversations.delete(messages: ["m1"], in: "discord:1")
        #expect(try await facts.facts(about: "web:ann").isEmpty)
    }

    @Test func `an edit of a message that is no longer kept takes along what was learnt from it`() async throws {
        try await say("I live in Oslo", message: "m1")
        pass(days: 200)
        try await sweep()
        try await conversations.edit("m1", in: "discord:1", to: "no")
        #expect(try await facts.facts(about: "web:ann").isEmpty)
    }

    @Test func `each server decides for itself, others follow the standard`() async throws {
        try await say("short", in: "discord:1", realm: "discord:9/7")
        try await say("ever", in: "discord:2", realm: "discord:9/8")
        try await say("usual", in: "discord:3", realm: "discord:9/6")
        try await say("alone", in: "discord:4", realm: nil)
        let rules = RetentionRules(
            standard: .days(10), special: ["discord:9/7": .days(1), "discord:9/8": .forEver, "discord:4": .days(20)])
        pass(days: 2)
        try await sweep(rules)
        #expect(try await texts("discord:1").isEmpty)
        #expect(try await texts("discord:3") == ["usual"])
        pass(days: 9)
        try await sweep(rules)
        #expect(try await texts("discord:3").isEmpty)
        #expect(try await texts("discord:4") == ["alone"])
        pass(days: 1_000)
        try await sweep(rules)
        #expect(try await texts("discord:4").isEmpty)
        #expect(try await texts("discord:2") == ["ever"])
        try await sweep(RetentionRules(standard: .forEver))
        #expect(try await texts("discord:2") == ["ever"])
    }

    @Test func `what was imported counts from then`() async throws {
        let old = today.now.addingTimeInterval(-1_000 * 86_400)
        let place = Place(id: "discord:1", kind: .text)
        _ = try await conversations.take(
            [ImportedTurn(message: "1", speaker: Speaker(id: "web:ann", name: "Ann"), text: "old", saidAt: old)],
            into: place, at: today.now)
        try await conversations.replace(
            Place(id: "discord:2", kind: .text),
            by: [.init(isAnswer: false, speakerID: "web:ann", speakerName: "Ann", text: "older", saidAt: old)],
            for: .place("discord:2"), owner: Speaker(id: "web:ann", name: "Ann"), at: today.now)
        pass(days: 179)
        try await sweep()
        #expect(try await texts("discord:1") == ["old"])
        #expect(try await texts("discord:2") == ["older"])
        pass(days: 2)
        try await sweep()
        #expect(try await texts("discord:1").isEmpty)
        #expect(try await texts("discord:2").isEmpty)
    }

    @Test func `much goes in steps, and an empty talk is not listed`() async throws {
        for number in 0..<(ConversationStore.sweep + 20) {
            var turn = Turn.said("hello \(number)", in: "discord:1", kind: .text, at: today.now)
            turn.place.realm = "discord:9/7"
            _ = try await conversations.begin(turn, persona: "assistant")
        }
        pass(days: 181)
        let steps = Counted()
        try await DailySweep(conversations, rules: { RetentionRules() }, now: { [today] in today.now })
            .sweep { steps.count() }
        #expect(steps.times == 2)
        #expect(try await count("turn") == 0)
        #expect(try await conversations.conversations(of: "web:ann").isEmpty)
    }

    @Test func `of a server that was left long ago nothing stays, not even what outlived its words`() async throws {
        try await say("I live in Oslo")
        try await say("I like tea", in: "discord:5", realm: "discord:9/8")
        pass(days: 200)
        try await sweep()
        #expect(try await count("turn") == 0)
        #expect(try await count("fact") == 2)
        try await conversations.leave(realm: "discord:9/7", at: today.now)
        pass(days: 31)
        try await sweep()
        #expect(try await facts.facts(about: "web:ann").map(\.text) == ["likes tea"])
        #expect(try await conversations.realmsLeft().isEmpty)
    }

    @Test func `who comes back while all is being deleted keeps the rest`() async throws {
        try await say("hello")
        try await conversations.leave(realm: "discord:9/7", at: today.now)
        pass(days: 31)
        #expect(try await conversations.endLeft(asOf: today.now) == ["discord:9/7"])
        try await conversations.enter(realm: "discord:9/7")
        try await conversations.deleteEnded()
        #expect(try await conversations.purge("discord:9/7") == false)
        #expect(try await texts() == ["hello"])
    }

    @Test func `what people spent on earlier days is not kept`() async throws {
        let ledger = DatabaseSpendLedger(database: database)
        for day in ["2025-12-01", "2025-12-02"] {
            try await ledger.record(
                [.speaker("web:ann"): .init(tokens: 5, microdollars: 1), .everyone: .init(tokens: 5, microdollars: 1)],
                day: day)
        }
        try await sweep()
        #expect(try await ledger.spent(.speaker("web:ann"), day: "2025-12-01").tokens == 0)
        #expect(try await ledger.spent(.speaker("web:ann"), day: "2025-12-02").tokens == 5)
        #expect(try await ledger.spent(.everyone, day: "2025-12-01").tokens == 5)
    }

    @Test func `it runs by itself, again after a failure, and says so`() async throws {
        try await say("hello")
        pass(days: 200)
        let clock = ManualClock()
        let asked = Counted()
        let sweep = DailySweep(
            conversations,
            rules: {
                asked.count()
                if asked.times == 1 { throw StorageError.busy(reason: "test") }
                return RetentionRules()
            }, clock: clock, now: { [today] in today.now })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await sweep.run() }
            defer { group.cancelAll() }
            try await waitUntil { clock.isSlept(for: DailySweep.settling) }
            clock.advance(by: DailySweep.settling)
            try await waitUntil { clock.isSlept(for: DailySweep.retry) }
            #expect(try await texts() == ["hello"])
            clock.advance(by: DailySweep.retry)
            try await waitUntil {
                try await texts().isEmpty
            } nudging: {
                clock.advance(by: .milliseconds(20))
            }
            #expect(asked.times == 2)
        }
    }
}
