import Foundation
import Inference
import Storage
import Synchronization
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

    @Test func `that all is said is told before the answer is kept`() async throws {
        let database = try await SQLiteDatabase.migratedInMemory()
        let companion = try await Companionship(
            ScriptedLanguageModel(.text("Hello."), .text("Bye.")), database: database)
        var order: [String] = []
        let answer = try await companion.responder.reply(to: .said("hi")) { _ in
            order.append("part")
        } said: { answer in
            order.append("said: \(answer.text)")
        }
        #expect(order == ["part", "said: Hello."] && answer.text == "Hello.")
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

    @Test func `a question that is asked again after it failed stands there once`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel { prompt in
                guard prompt.messages.last?.text != "broken" else {
                    throw InferenceError.unreachable(provider: "p", reason: "refused")
                }
                return .text("Fine.")
            })
        for question in ["one", "broken", "broken", "two"] {
            // The broken ones fail, as they should.
            _ = try? await companion.ask(.said(question))
        }
        let history = try await companion.conversations.history(of: "web:c/1", limit: 9)
        #expect(history.map(\.text) == ["one", "Fine.", "broken", "two", "Fine."])
        let stored = try await ConversationStore(database: companion.database).history(of: "web:c/1", limit: 9)
        #expect(stored == history)
        #expect(try await companion.conversations.conversations(of: "web:ann").first?.turns == 5)
    }

    @Test(arguments: ["", " \n ", String(repeating: "x", count: 4001)])
    func `nothing, or too much, is refused before anything is kept`(text: String) async throws {
        let companion = try await Companionship(ScriptedLanguageModel(.text("never")))
        await #expect(throws: Mistake.self) { try await companion.ask(.said(text)) }
        #expect(companion.model.prompts.isEmpty)
        #expect(try await companion.conversations.history(of: "web:c/1", limit: 5).isEmpty)
    }

    @Test func `who stops an answer before its first word is not answered later`() async throws {
        let companion = try await Companionship(
            ScriptedLanguageModel { _ in
                withUnsafeCurrentTask { $0?.cancel() }
                throw CancellationError()
            })
        let task = Task { try await companion.ask(.said("hi")) }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await companion.conversations.history(of: "web:c/1", limit: 5).map(\.state) == [.missed])
    }

    @Test func `who leaves after the last word has heard all of it`() async throws {
        let companion = try await Companionship(LastWordModel())
        let answer = try await Task { try await companion.ask(.said("count")).answer }.value
        #expect(answer.text == "One.")
        let history = try await companion.conversations.history(of: "web:c/1", limit: 5)
        #expect(history.map(\.state) == [.complete, .complete])
    }

    @Test func `a name before a colon is nobody's turn where only one speaks`() async throws {
        let words = "Facts first.\nAnn: it is your name too."
        let companion = try await Companionship(ScriptedLanguageModel(.text(words)))
        #expect(try await companion.ask(.said("hi")).answer.text == words)
        #expect(try await companion.ask(.said("hi", in: "hall", kind: .text)).answer.text == "Facts first.")
    }

    @Test func `a reply that is stopped early is estimated`() async throws {
        let words = "Facts first.\nUser: and now? I would like to know."
        let companion = try await Companionship(
            ScriptedLanguageModel(
                .parts([.text(words), .usage(Usage(promptTokens: 7, completionTokens: 7)), .finish(.length)])))
        let answer = try await companion.ask(.said("hi")).answer
        #expect(answer.text == "Facts first.")
        #expect(answer.finish == .stop)
        #expect(answer.usage.isEstimate && answer.usage.promptTokens > 100 && answer.usage.completionTokens > 0)
    }

    @Test func `errors say whether another try makes sense`() {
        #expect(Mistake("No.").kind == .invalid)
        #expect(Mistake(.busy(provider: "p", reason: "full")).kind == .busy)
        #expect(Mistake(.overloaded(provider: "p", retryAfter: 1)).kind == .busy)
        #expect(Mistake(.budgetSpent(scope: "you", resets: "soon")).kind == .spent)
        #expect(Mistake(.refused(provider: "p", status: 401, reason: "key")).kind == .unavailable)
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

/// Says a word, and is left by its reader before it is told that this was all.
private struct LastWordModel: LanguageModel {
    let name = "last word"
    let traits = ModelTraits(contextTokens: 8192)

    func reply(to prompt: Prompt) async throws -> ReplyStream {
        let parts = Mutex([ReplyPart.text("One."), .finish(.stop)][...])
        return AsyncThrowingStream {
            let next = parts.withLock { $0.popFirst() }
            if next == nil { withUnsafeCurrentTask { $0?.cancel() } }
            return next
        }
    }
}
