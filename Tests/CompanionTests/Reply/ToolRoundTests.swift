import Foundation
import Inference
import Testing

@testable import Companion

@Suite struct ToolRoundTests {
    private static let textual = ModelTraits(contextTokens: 8192)

    @Test func `a tool is run and its result answered with`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(
                .parts([
                    .toolCall(ToolCall(id: "1", name: "calculate", arguments: #"{"expression":"6*7"}"#)),
                    .finish(.toolCalls),
                ]),
                .text("It is 42.")))
        let (answer, parts) = try await companion.ask(.said("six times seven?"))
        #expect(answer.text == "It is 42.")
        #expect(parts.contains { if case .working = $0 { true } else { false } })
        let second = try #require(companion.model.prompts.last)
        #expect(second.messages.suffix(2).map(\.role) == [.assistant, .tool])
        #expect(second.messages.last?.text.contains("42") == true)
        #expect(second.reuse == .never)
    }

    @Test func `a model that never stops calling tools is asked to answer without them`() async throws {
        let call = ToolCall(id: "1", name: "roll_dice", arguments: #"{"dice":"1d6"}"#)
        let model = ScriptedLanguageModel { prompt in
            prompt.tools.isEmpty
                ? .text("Enough.") : .parts(Array(repeating: .toolCall(call), count: 5) + [.finish(.toolCalls)])
        }
        let companion = try await Companionship(model)
        #expect(try await companion.ask(.said("roll")).answer.text == "Enough.")
        let results = companion.model.prompts.last?.messages.count { $0.role == .tool } ?? 0
        #expect(results <= ReplyRun.calls)
        #expect(companion.model.prompts.count <= ReplyRun.rounds + 1)
    }

    @Test func `models without function calling may ask for tools in text`() async throws {
        let model = ScriptedLanguageModel(traits: ModelTraits(contextTokens: 8192)) { prompt in
            prompt.messages.count == 1 ? .text("TOOL: calculate(expression=\"2+2\")") : .text("Four.")
        }
        let companion = try await Companionship(model)
        let (answer, _) = try await companion.ask(.said("2+2?"))
        #expect(answer.text == "Four.")
        #expect(model.prompts.first?.tools.isEmpty == true)
        #expect(model.prompts.first?.system.contains("TOOL:") == true)
        #expect(model.prompts.last?.messages.last?.text.contains("4") == true)
    }

    @Test func `a model that never stops writing calls is told that there are no tools left`() async throws {
        let model = ScriptedLanguageModel(traits: Self.textual) { prompt in
            .text(prompt.system.contains("TOOL:") ? "Let me see.\nTOOL: roll_dice(dice=1d6)" : "Enough.")
        }
        let companion = try await Companionship(model)
        #expect(try await companion.ask(.said("roll")).answer.text.hasSuffix("\n\nEnough."))
        #expect(model.prompts.count == ReplyRun.rounds + 1)
        #expect(model.prompts.last?.system.hasSuffix("You have no tools left. Answer now with what you know.") == true)
    }

    @Test func `a tool that was not offered is not run`() async throws {
        let call = ToolCall(id: "1", name: "roll_dice", arguments: "{}")
        let model = ScriptedLanguageModel(.parts([.text("So be it."), .toolCall(call), .finish(.toolCalls)]))
        let companion = try await Companionship(model)
        var turn = Turn.said("roll")
        turn.wishes.mayUseTools = false
        let (answer, parts) = try await companion.ask(turn)
        #expect(model.prompts.count == 1)
        #expect(parts == [.text("So be it.")])
        #expect(answer.finish == .stop, "tools are nothing to the one who asked")
    }

    @Test func `words after a tool begin a paragraph, and only if there are any`() async throws {
        let call = ToolCall(id: "1", name: "roll_dice", arguments: "{}")
        let rolling = ScriptedLanguageModel.Script.parts([.text("I roll."), .toolCall(call), .finish(.toolCalls)])
        let talkative = try await Companionship(ScriptedLanguageModel(rolling, .text("Six!")))
        #expect(try await talkative.ask(.said("roll")).answer.text == "I roll.\n\nSix!")
        let silent = try await Companionship(ScriptedLanguageModel(rolling, .text("")))
        #expect(try await silent.ask(.said("roll")).answer.text == "I roll.")
    }

    @Test func `every round counts, whether the provider tells or not`() async throws {
        let call = ToolCall(id: "1", name: "roll_dice", arguments: "{}")
        let companion = try await Companionship(
            ScriptedLanguageModel(
                .parts([.toolCall(call), .finish(.toolCalls)]),
                .parts([.text("Six."), .usage(Usage(promptTokens: 1_000_000, completionTokens: 9)), .finish(.length)])))
        let answer = try await companion.ask(.said("roll")).answer
        #expect(answer.usage.promptTokens > 1_000_100 && answer.usage.isEstimate)
        #expect(answer.finish == .length)
    }
}
