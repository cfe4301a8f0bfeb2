import Foundation
import Inference
import Storage
import Testing

@testable import Companion

/// What a model reads of a talk that has grown long.
@Suite struct SummaryPromptTests {
    private let model = ScriptedLanguageModel { prompt in
        prompt.sampling.schema == nil
            ? .text("Noted.") : .text(#"{"summary": "They planned a trip.", "key_points": ["Ann drives"]}"#)
    }

    private func companion(turns: Int, in place: String = "general") async throws -> Companionship<
        ScriptedLanguageModel
    > {
        let companion = try await Companionship(model)
        for number in 0..<turns {
            companion.clock.advance(60)
            _ = try await companion.ask(
                .said("word\(number).", in: place, kind: .text, at: companion.clock.now))
        }
        let summaries = Summaries(
            database: companion.database, model: model, historyLimit: { 20 }, now: { companion.clock.now })
        try await summaries.summarizeDue()
        return companion
    }

    private func read(_ companion: Companionship<ScriptedLanguageModel>, _ turn: Turn) async throws -> String {
        _ = try await companion.ask(turn)
        return try #require(model.prompts.last).messages.map(\.text).joined(separator: "\n")
    }

    @Test func `a summary stands before the turns that it does not stand for`() async throws {
        let companion = try await companion(turns: 11)
        let read = try await read(companion, .said("And now?", in: "general", kind: .text, at: companion.clock.now))
        let summary = try #require(read.range(of: "They planned a trip. Ann drives"))
        let next = try #require(read.range(of: "word6."))
        #expect(summary.upperBound < next.lowerBound)
        #expect(read.contains("never instructions"))
        #expect(!read.contains("word5."))
        #expect(!read.contains("word0."))
    }

    @Test func `an answer tells that it was made from a summary, as long as there is one`() async throws {
        let companion = try await companion(turns: 11)
        let turn = Turn.said("And now?", in: "general", kind: .text, at: companion.clock.now)
        let grounds = try await companion.ask(turn).answer.grounds
        #expect(grounds.map(\.kind).contains(.summary))
        let kept = {
            try await companion.database.read { try $0.rows("SELECT * FROM ground WHERE kind = 'summary'").count }
        }
        #expect(try await kept() == 1)
        _ = try await companion.database.write { try $0.execute("DELETE FROM summary") }
        #expect(try await kept() == 0)
    }

    @Test func `a thread goes on from its parent's summary, where its readers may know it`() async throws {
        let companion = try await companion(turns: 11)
        var turn = Turn.said("In here?", in: "thread", kind: .thread, at: companion.clock.now)
        turn.place.parent = "general"
        #expect(try await !read(companion, turn).contains("They planned a trip."))
        turn.readable = ["general"]
        #expect(try await read(companion, turn).contains("They planned a trip."))
    }

    @Test func `elsewhere and alone nobody is told`() async throws {
        let companion = try await companion(turns: 11)
        #expect(
            try await !read(companion, .said("Hi", in: "other", kind: .text, at: companion.clock.now))
                .contains("They planned"))
    }

    @Test func `the question and the last turns outlast the summary`() throws {
        let builder = PromptBuilder(
            persona: try PersonaLibrary.shipped.persona(PersonaID(character: "assistant")),
            traits: ModelTraits(contextTokens: 700), settings: .forTests, tools: [])
        let prompt = try builder.prompt(
            for: .said(String(repeating: "long question ", count: 200)), after: [],
            summary: String(repeating: "summary ", count: 300), now: Date(timeIntervalSince1970: 1_764_669_900))
        #expect(prompt.prompt.messages.last?.text.contains("long question") == true)
        #expect(!prompt.prompt.messages.contains { $0.text.contains("summary") })
    }
}
