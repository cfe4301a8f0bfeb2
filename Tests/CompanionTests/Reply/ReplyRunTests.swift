import Inference
import Testing

@testable import Companion

@Suite struct ReplyRunTests {
    @Test func `a result that a model makes up is neither shown nor told to it`() async throws {
        let model = ScriptedLanguageModel(traits: ModelTraits(contextTokens: 8192)) { prompt in
            prompt.messages.count == 1
                ? .parts([.text("Rolling!\nTOOL: roll_di"), .text("ce(dice=2d6)\nYou rolled 99!"), .finish(.stop)])
                : .text("Seven.")
        }
        let companion = try await Companionship(model)
        #expect(try await companion.ask(.said("roll")).answer.text == "Rolling!\n\nSeven.")
        let written = model.prompts.last?.messages.dropLast().last?.text
        #expect(written == "Rolling!\nTOOL: roll_dice(dice=2d6)")
    }

    @Test func `a call in the tags of a template is run`() async throws {
        let model = ScriptedLanguageModel(traits: ModelTraits(contextTokens: 8192)) { prompt in
            prompt.messages.count == 1
                ? .text(#"<tool_call>{"name": "calculate", "arguments": {"expression": "6*7"}}</tool_call>"#)
                : .text(prompt.messages.last?.text.contains("6*7 = 42") == true ? "It is 42." : "No idea.")
        }
        #expect(try await Companionship(model).ask(.said("six times seven?")).answer.text == "It is 42.")
    }

    @Test func `a reply that goes in circles is cut off, and says so`() async throws {
        let line = "I am happy to see you.\n"
        let model = ScriptedLanguageModel(.parts([.text(String(repeating: line, count: 90)), .finish(.stop)]))
        let (answer, _) = try await Companionship(model).ask(.said("hi"))
        #expect(answer.text.count < 13 * line.count)
        #expect(answer.finish == .length)
    }

    @Test func `a board is shown whole`() async throws {
        let board = "```\n" + Array(repeating: ". . . . . . . .", count: 8).joined(separator: "\n") + "\n```"
        let (answer, _) = try await Companionship(ScriptedLanguageModel(.text(board))).ask(.said("draw"))
        #expect(answer.text == board)
        #expect(answer.finish == .stop)
    }
}
