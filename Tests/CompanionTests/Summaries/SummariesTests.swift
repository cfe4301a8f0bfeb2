import Foundation
import Inference
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Companion

/// Summaries on a real database, written by a scripted model.
@Suite(.timeLimit(.minutes(1))) struct SummariesTests {
    private let database: SQLiteDatabase
    private let conversations: ConversationStore
    private let model: ScriptedLanguageModel
    private let summaries: Summaries
    private let privacy: Privacy
    private let today = Today()

    init() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        self.database = database
        conversations = ConversationStore(database: database)
        model = Self.model()
        summaries = Summaries(database: database, model: model, historyLimit: { 20 }, now: { [today] in today.now })
        privacy = Privacy(facts: FactStore(database: database), conversations: conversations)
    }

    /// Says how many turns it was shown, and the first of them.
    private static func model(_ traits: ModelTraits = ModelTraits(contextTokens: 8192)) -> ScriptedLanguageModel {
        ScriptedLanguageModel(traits: traits) { prompt in
            let lines = prompt.messages.first?.text.split(separator: "\n").dropFirst().dropLast() ?? []
            return .text(#"{"summary": "\#(lines.count) turns from \#(lines.first ?? "")", "key_points": []}"#)
        }
    }

    private func say(
        _ texts: [String], by speaker: String = "ann", in place: String = "general", kind: Place.Kind = .text,
        character: String = "assistant"
    ) async throws {
        for text in texts {
            today.advance(60)
            var turn = Turn.said(text, by: speaker, in: place, kind: kind, at: today.now)
            turn.messages = [Turn.Message(id: "m \(text)", text: text)]
            let kept = try await conversations.begin(turn, persona: "\(character)_assistant")
            try await conversations.finish(
                kept, of: turn,
                with: Answer(
                    text: "re \(text)", persona: "\(character)_assistant", personaName: "Wren", model: "m",
                    usage: Usage(promptTokens: 1, completionTokens: 1, isEstimate: true), finish: .stop,
                    firstText: .zero, total: .zero), state: .complete, at: today.now)
        }
    }

    private func numbered(_ range: Range<Int>) -> [String] { range.map { "t\($0)" } }

    private func known(
        in place: String = "general", to audience: Audience? = nil, readable: Set<String> = [],
        characters: Set<String> = ["assistant"]
    ) async throws -> [String] {
        let audience = audience ?? .place(place)
        let viewer = Viewer(audience: audience, readable: readable.union([place]), characters: characters)
        return try await summaries.summaries(of: place, for: viewer).map(\.text)
    }

    @Test func `the older half is summarised once, and then the next`() async throws {
        try await say(numbered(0..<10))
        try await summaries.summarizeDue()
        #expect(model.prompts.isEmpty)
        try await say(["t10"])
        try await summaries.summarizeDue()
        #expect(try await known() == ["12 turns from Ann: t0"])
        try await summaries.summarizeDue()
        #expect(model.prompts.count == 1)
        try await say(numbered(11..<16))
        try await summaries.summarizeDue()
        #expect(try await known() == ["12 turns from Ann: t0"])
        try await say(numbered(16..<20))
        try await summaries.summarizeDue()
        #expect(try await known() == ["12 turns from Ann: t0", "14 turns from Ann: t6"])
        #expect(model.prompts.count == 2)
    }

    @Test func `a talk that came to rest is summarised too`() async throws {
        try await say(numbered(0..<6))
        try await summaries.summarizeDue()
        #expect(try await known().isEmpty)
        today.advance(29 * 60)
        try await summaries.summarizeDue()
        #expect(try await known().isEmpty)
        today.advance(61)
        try await summaries.summarizeDue()
        #expect(try await known() == ["6 turns from Ann: t0"])
    }

    @Test func `after a restart it goes on where it was`() async throws {
        try await say(numbered(0..<11))
        let again = Summaries(database: database, model: model, historyLimit: { 20 }, now: { [today] in today.now })
        try await again.summarizeDue()
        #expect(try await known() == ["12 turns from Ann: t0"])
    }

    @Test func `what was said in private is known to that person alone`() async throws {
        try await say(numbered(0..<12), in: "dm", kind: .direct)
        try await summaries.summarizeDue()
        #expect(try await known(in: "dm", to: .person("web:ann")).count == 1)
        #expect(try await known(in: "dm", to: .person("web:ben")).isEmpty)
        #expect(try await known(in: "dm", to: .place("general"), readable: ["general"]).isEmpty)
    }

    @Test func `another character's talk needs its leave, and is summarised apart`() async throws {
        try await say(numbered(0..<6), character: "chief")
        try await say(numbered(6..<12))
        today.advance(3_600)
        try await summaries.summarizeDue()
        #expect(try await known(characters: ["chief"]) == ["6 turns from Ann: t0"])
        #expect(try await known(characters: ["assistant"]) == ["6 turns from Ann: t6"])
        #expect(try await known(characters: ["nobody"]).isEmpty)
    }

    @Test(arguments: ["delete", "edit"])
    func `a message that is gone or changed takes its summary along, and the rest is summarised anew`(
        _ change: String
    ) async throws {
        try await say(numbered(0..<12))
        try await summaries.summarizeDue()
        if change == "delete" {
            try await conversations.delete(messages: ["m t2"], in: "general")
        } else {
            try await conversations.edit("m t2", in: "general", to: "other")
        }
        #expect(try await known().isEmpty)
        try await summaries.summarizeDue()
        #expect(try await known().count == 1)
        let last = try #require(model.prompts.last?.messages.first?.text)
        #expect(!last.contains("Ann: t2\n"))
        #expect(last.contains("Ann: t3\n"))
    }

    @Test func `a message beside a summary changes nothing of it`() async throws {
        try await say(numbered(0..<11))
        try await summaries.summarizeDue()
        try await conversations.delete(messages: ["m t9"], in: "general")
        #expect(try await known().count == 1)
    }

    @Test func `what is changed while the model writes is not kept`() async throws {
        try await say(numbered(0..<11))
        let isFirst = Mutex(true)
        let meddled = ScriptedLanguageModel { [conversations] _ in
            let now = isFirst.withLock { first in
                defer { first = false }
                return first
            }
            if now { try await conversations.delete(messages: ["m t1"], in: "general") }
            return .text("what was said")
        }
        let summaries = Summaries(
            database: database, model: meddled, historyLimit: { 20 }, now: { [today] in today.now })
        try await summaries.summarizeDue()
        #expect(try await known().isEmpty)
        try await say(numbered(11..<13))
        try await summaries.summarizeDue()
        #expect(try await known() == ["what was said"])
        #expect(meddled.prompts.last?.messages.first?.text.contains("t1\n") == false)
    }

    @Test func `who forgets is in no summary any more`() async throws {
        try await say(["secret plan"], by: "ben")
        try await say(numbered(0..<11))
        try await summaries.summarizeDue()
        #expect(try await known() == ["12 turns from Ben: secret plan"])
        _ = try await privacy.forget("web:ben")
        #expect(try await known().isEmpty)
        try await summaries.summarizeDue()
        #expect(try await known() == ["12 turns from Ann: t0"])
        let left = try await database.read { sql in
            try sql.rows("SELECT * FROM summary").map { "\($0)" }.joined()
                + "\(try sql.rows("SELECT * FROM summary_turn"))"
        }
        #expect(!left.contains("secret"))
    }

    @Test func `who paused learning is left out, also of what they said meanwhile`() async throws {
        try await privacy.pause("web:ben", true)
        try await say(["hush"], by: "ben")
        try await say(numbered(0..<11))
        try await summaries.summarizeDue()
        try await privacy.pause("web:ben", false)
        try await say(numbered(11..<22))
        try await summaries.summarizeDue()
        #expect(model.prompts.count >= 2)
        #expect(model.prompts.allSatisfy { !($0.messages.first?.text.contains("hush") ?? true) })
    }

    @Test func `many summaries become fewer, and go with each word that they stand for`() async throws {
        for block in 0..<12 {
            try await say(numbered(block * 8..<block * 8 + 8))
            today.advance(3_600)
            while try await summaries.summarizeDue() > 0 {}
        }
        let known = try await known()
        #expect(known.count <= SummaryStore.mostApart)
        let counts = try await database.read { sql in
            try sql.rows(
                """
                SELECT turns, (SELECT COUNT(*) FROM summary_turn WHERE summary = summary.id) AS links
                FROM summary ORDER BY last_turn
                """
            ).map { (try $0.int("turns"), try $0.int("links")) }
        }
        #expect(counts.allSatisfy { $0.0 == $0.1 && $0.0 <= SummaryStore.mostTurns })
        #expect(counts.map(\.0).reduce(0, +) >= 150)
        let first = try #require(known.first)
        try await conversations.delete(messages: ["m t1"], in: "general")
        #expect(try await !self.known().contains(first))
    }

    @Test func `who paused learning later comes into no summary of summaries`() async throws {
        try await say(["hush"], by: "ben")
        for block in 0..<1 {
            try await say(numbered(block * 8..<block * 8 + 8))
            today.advance(3_600)
            while try await summaries.summarizeDue() > 0 {}
        }
        try await privacy.pause("web:ben", true)
        let asked = model.prompts.count
        for block in 1..<12 {
            try await say(numbered(block * 8..<block * 8 + 8))
            today.advance(3_600)
            while try await summaries.summarizeDue() > 0 {}
        }
        let later = model.prompts.dropFirst(asked).compactMap { $0.messages.first?.text }
        #expect(later.contains { $0.contains("these summaries") })
        #expect(!later.contains { $0.contains("hush") })
    }

    @Test func `a cleared history leaves nothing`() async throws {
        try await say(numbered(0..<11))
        try await summaries.summarizeDue()
        try await conversations.delete(place: "general")
        try await summaries.summarizeDue()
        for table in ["summary", "summary_turn", "summary_due"] {
            #expect(try await database.read { try $0.rows("SELECT * FROM \(table)") }.isEmpty)
        }
    }

    @Test func `a model that fails is asked again later`() async throws {
        try await say(numbered(0..<11))
        let fails = Mutex(true)
        let model = ScriptedLanguageModel { _ in
            fails.withLock(\.self)
                ? .failure(.unreachable(provider: "x", reason: "away"))
                : .text(#"{"summary": "fine", "key_points": []}"#)
        }
        let summaries = Summaries(
            database: database, model: model, historyLimit: { 20 }, now: { [today] in today.now })
        let log = RecordedLog()
        let service = await log.recording { Summarising(summaries, clock: SkippingClock()) }
        #expect(try await service.look() == false)
        #expect(try await service.look())
        #expect(model.prompts.count == 1)
        today.advance(16 * 60)
        #expect(try await service.look() == false)
        #expect(log.loud.count == 1)
        fails.withLock { $0 = false }
        today.advance(16 * 60)
        #expect(try await service.look())
        #expect(try await known().first == "fine")
    }

    @Test func `a small model is not asked, which is said once`() async throws {
        try await say(numbered(0..<11))
        let small = Self.model(ModelTraits(contextTokens: 2048, billionParameters: 0.1))
        let summaries = Summaries(database: database, model: small, historyLimit: { 20 })
        let log = RecordedLog()
        let service = await log.recording { Summarising(summaries, clock: SkippingClock()) }
        _ = try await service.look()
        _ = try await service.look()
        #expect(small.prompts.isEmpty)
        #expect(log.loud.count == 1)
        await #expect(throws: Mistake.self) {
            try await summaries.summarize(
                "general", for: Viewer(audience: .place("general"), readable: ["general"], characters: []))
        }
    }

    @Test func `without memory of talks nothing is summarised`() async throws {
        try await say(numbered(0..<30))
        let summaries = Summaries(database: database, model: model, historyLimit: { 0 })
        try await summaries.summarizeDue()
        #expect(model.prompts.isEmpty)
    }

    @Test func `at somebody's wish all is summarised, where there is enough`() async throws {
        let viewer = Viewer(audience: .place("general"), readable: ["general"], characters: ["assistant"])
        try await say(numbered(0..<3))
        await #expect(throws: Mistake.self) { try await summaries.summarize("general", for: viewer) }
        #expect(model.prompts.isEmpty)
        try await say(numbered(3..<8))
        #expect(try await summaries.summarize("general", for: viewer).map(\.text) == ["16 turns from Ann: t0"])
        #expect(try await summaries.summarize("general", for: viewer).map(\.text) == ["16 turns from Ann: t0"])
        #expect(model.prompts.count == 1)
    }
}
