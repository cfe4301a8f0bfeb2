import Foundation
import Inference
import Storage
import Testing

@testable import Companion

@Suite struct ResponderTests {
    @Test func `an answer is streamed, and kept with its question`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(.parts([.text("Hello "), .text("there."), .finish(.stop)])))
        let (answer, parts) = try await companion.ask(.said("hi"))
        #expect(answer.text == "Hello there.")
        #expect(parts.map { if case .text(let text) = $0 { text } else { "" } }.joined() == "Hello there.")
        let history = try await companion.conversations.history(of: "web:c/1", limit: 5)
        #expect(history.map(\.text) == ["hi", "Hello there."])
    }

    @Test func `the answer names the model that gave it`() async throws {
        let usage = Usage(promptTokens: 1, completionTokens: 1, model: "second")
        let companion = try await Companionship(
            ScriptedLanguageModel(name: "first", .parts([.text("Hello."), .usage(usage), .finish(.stop)])))
        #expect(try await companion.ask(.said("hi")).0.model == "second")
    }

    @Test func `a deleted talk is asked anew, not answered from memory`() async throws {
        let model = ScriptedLanguageModel(.text("one"), .text("two"))
        let flight = SharedFlight(model)
        let cached = Cached(flight)
        let conversations = ConversationStore(database: try await SQLiteDatabase.migratedInMemory()) {
            cached.clear()
            flight.forget()
        }
        var settings = ReplySettings.forTests
        settings.sampling.temperature = 0
        let responder = Responder(
            model: cached, conversations: conversations, personas: .shipped, toolbox: Toolbox(),
            settings: { [settings] in settings }, now: { Date(timeIntervalSince1970: 1_764_669_900) })
        let turn = Turn.said("hi")
        #expect(try await responder.reply(to: turn) { _ in }.text == "one")
        #expect(try await conversations.delete(place: turn.place.id, ownedBy: turn.speaker.id))
        #expect(try await responder.reply(to: turn) { _ in }.text == "two")
    }

    @Test func `the second prompt holds the first exchange`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("I am well."), .text("Yes.")))
        _ = try await companion.ask(.said("how are you?"))
        _ = try await companion.ask(.said("really?"))
        let messages = try #require(companion.model.prompts.last?.messages)
        #expect(messages.map(\.text) == ["how are you?", "I am well.", "really?"])
        #expect(messages.map(\.role) == [.user, .assistant, .user])
    }

    @Test func `the question is saved before the model is asked`() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        let model = ScriptedLanguageModel { _ in
            let pending = try await ConversationStore(database: database).pending()
            return .text("pending: \(pending.map(\.kept.text))")
        }
        let companion = try await Companionship(model, database: database)
        #expect(try await companion.ask(.said("first")).answer.text == #"pending: ["first"]"#)
    }

    @Test func `what was said before a failure is kept as partial`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(.partsThenFailure([.text("Once upon a time")], .cutOff(provider: "p"))))
        await #expect(throws: Mistake.self) { try await companion.ask(.said("a story")) }
        let history = try await companion.conversations.history(of: "web:c/1", limit: 5)
        #expect(history.map(\.text) == ["a story", "Once upon a time"])
        #expect(history.map(\.state) == [.complete, .partial])
    }

    @Test func `a reader who leaves stops the answer, and half of it is kept`() async throws {
        struct Left: Error {}
        let companion = try await Companionship(
            ScriptedLanguageModel(.parts([.text("One. "), .text("Two. "), .finish(.stop)])))
        await #expect(throws: Left.self) {
            try await companion.responder.reply(to: .said("count")) { _ in throw Left() }
        }
        let history = try await companion.conversations.history(of: "web:c/1", limit: 5)
        #expect(history.last?.state == .partial)
        #expect(history.last?.text.hasPrefix("One.") == true)
    }

    @Test func `a cancelled answer is kept although its task is cancelled`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(.parts([.text("One."), .text(" Two."), .text(" Three."), .finish(.stop)])))
        let task = Task {
            try await companion.responder.reply(to: .said("count")) { _ in withUnsafeCurrentTask { $0?.cancel() } }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await companion.conversations.pending().isEmpty)
        #expect(try await companion.conversations.history(of: "web:c/1", limit: 5).last?.state == .partial)
    }

    @Test func `a question that no model answers is marked missed, and people get a sentence`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel(.failure(.unreachable(provider: "p", reason: "refused"))))
        let mistake = await #expect(throws: Mistake.self) { try await companion.ask(.said("hi")) }
        #expect(mistake?.description.contains("could not reach") == true)
        #expect(try await companion.conversations.history(of: "web:c/1", limit: 5).map(\.state) == [.missed])
    }

    @Test(arguments: ["", " \n ", String(repeating: "x", count: 4001)])
    func `nothing, or too much, is refused before anything is kept`(text: String) async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("never")))
        await #expect(throws: Mistake.self) { try await companion.ask(.said(text)) }
        #expect(companion.model.prompts.isEmpty)
        #expect(try await companion.conversations.history(of: "web:c/1", limit: 5).isEmpty)
    }

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

    @Test func `turns that a crash left unanswered are answered once if they are young, else marked`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Sorry I am late.")))
        let now = companion.clock.now
        _ = try await companion.conversations.begin(
            .said("old", in: "web:c/1", at: now - 3600), persona: "assistant_assistant")
        _ = try await companion.conversations.begin(
            .said("young", in: "web:c/2", at: now - 60), persona: "assistant_assistant")
        try await companion.responder.answerPending()
        try await companion.responder.answerPending()
        #expect(companion.model.prompts.count == 1)
        #expect(try await companion.conversations.history(of: "web:c/1", limit: 5).map(\.state) == [.missed])
        #expect(
            try await companion.conversations.history(of: "web:c/2", limit: 5).map(\.text) == [
                "young", "Sorry I am late.",
            ])
    }

    @Test func `a caller who brings the talk leaves nothing behind`() async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("Ok.")))
        var turn = Turn.said("and now?", in: "api:k1")
        turn.wishes.keepsHistory = false
        turn.wishes.broughtHistory = [.init(.user, "first"), .init(.assistant, "second")]
        _ = try await companion.ask(turn)
        #expect(companion.model.prompts.first?.messages.map(\.text) == ["first", "second", "and now?"])
        #expect(try await companion.conversations.history(of: "api:k1", limit: 5).isEmpty)
    }
}
