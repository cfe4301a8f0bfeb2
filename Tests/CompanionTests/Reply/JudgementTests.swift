import Inference
import Testing

@testable import Companion

@Suite struct JudgementTests {
    @Test(arguments: [
        ("Yes.", Responder.Judgement.yes), ("yes, I think so", .yes), ("No", .no), ("<think>yes?</think>no", .no),
        ("Nein!", .no), ("Maybe", .unclear), ("", .unclear), ("Knowing you, eyes", .unclear),
    ])
    func `the first word that says either counts`(text: String, judgement: Responder.Judgement) async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text(text)))
        #expect(await companion.responder.judge("Is it?", as: nil, for: .program) == judgement)
    }

    @Test func `it is asked coldly and briefly, and somebody pays`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("yes")))
        _ = await companion.responder.judge("Is it?", as: nil, for: .init(speaker: "ann", place: "p"))
        let prompt = try #require(companion.model.prompts.first)
        #expect(prompt.sampling == Sampling(temperature: 0, maxTokens: 8))
        #expect(prompt.account == Prompt.Account(speaker: "ann", place: "p"))
        #expect(prompt.system.hasPrefix("You are Wren."))
    }

    @Test func `a model that fails has said nothing`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(.failure(.unreachable(provider: "p", reason: "gone"))))
        #expect(await companion.responder.judge("Is it?", as: nil, for: .program) == .unclear)
    }

    @Test func `a model that takes too long is not waited for`() async throws {
        let (nothing, end) = AsyncStream.makeStream(of: Void.self)
        defer { end.finish() }
        let companion = try await Companionship(
            ScriptedLanguageModel { _ in
                for await _ in nothing {}
                throw CancellationError()
            })
        #expect(await companion.responder.judge("Is it?", as: nil, for: .program, within: .milliseconds(1)) == .late)
    }
}
