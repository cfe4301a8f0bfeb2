import Foundation
import Inference
import Storage
import Testing

@testable import Companion

/// What people do to their messages, and what becomes of what was kept of them.
@Suite struct TurnMessagesTests {
    private let place = "discord:1"

    private func turn(_ parts: (id: String, text: String)...) -> Turn {
        var turn = Turn.said(parts.map(\.text).joined(separator: "\n"), in: place, kind: .text)
        turn.messages = parts.map { Turn.Message(id: $0.id, text: $0.text) }
        return turn
    }

    private func companion() async throws -> Companionship<ScriptedLanguageModel> {
        try await Companionship(ScriptedLanguageModel(.text("Aha.")))
    }

    private func texts(_ companion: Companionship<ScriptedLanguageModel>) async throws -> [String] {
        try await companion.conversations.history(of: place, limit: 9).map(\.text)
    }

    private func rows(_ companion: Companionship<ScriptedLanguageModel>) async throws -> Int {
        try await companion.database.read { sql in
            try ["turn", "turn_message", "conversation"].reduce(0) {
                try $0 + (sql.row("SELECT COUNT(*) AS n FROM \($1)")?.int("n") ?? 0)
            }
        }
    }

    @Test func `a deleted message takes its turn and the answer along, and the talk if it was all of it`() async throws
    {
        let companion = try await companion()
        _ = try await companion.ask(turn(("a", "my secret")))
        _ = try await companion.ask(turn(("b", "tea")))
        try await companion.conversations.note(["x", "y"], ofAnswerTo: "a", in: place)
        try await companion.conversations.delete(messages: ["a"], in: place)
        #expect(try await texts(companion) == ["tea", "Aha."])
        let summary = try await companion.conversations.conversations(of: "web:ann").first
        #expect(summary?.title == "tea")
        #expect(summary?.turns == 2)
        try await companion.conversations.delete(messages: ["b", "c"], in: place)
        #expect(try await rows(companion) == 0)
    }

    @Test func `of several messages in one go the others stay, with the answer`() async throws {
        let companion = try await companion()
        _ = try await companion.ask(turn(("a", "one"), ("b", "two"), ("c", "three")))
        try await companion.conversations.delete(messages: ["a", "c"], in: place)
        #expect(try await texts(companion) == ["two", "Aha."])
        try await companion.conversations.edit("b", in: place, to: "zwei")
        #expect(try await texts(companion) == ["zwei", "Aha."])
        try await companion.conversations.delete(messages: ["b"], in: place)
        #expect(try await texts(companion) == [])
    }

    @Test func `a message of another place is another message`() async throws {
        let companion = try await companion()
        _ = try await companion.ask(turn(("a", "one")))
        try await companion.conversations.delete(messages: ["a"], in: "discord:2")
        try await companion.conversations.edit("a", in: "discord:2", to: "two")
        #expect(try await texts(companion) == ["one", "Aha."])
    }

    @Test func `an edit changes the words and what the talk is called, and no answer`() async throws {
        let companion = try await companion()
        _ = try await companion.ask(turn(("a", "one")))
        try await companion.conversations.note(["x"], ofAnswerTo: "a", in: place)
        try await companion.conversations.edit("a", in: place, to: String(repeating: "b", count: 5_000))
        try await companion.conversations.edit("x", in: place, to: "words in my mouth")
        #expect(try await texts(companion) == [String(repeating: "b", count: Responder.questionLimit), "Aha."])
        #expect(try await companion.conversations.conversations(of: "web:ann").first?.title.hasPrefix("bbb") == true)
    }

    @Test func `an answer goes with any of its messages, its question stays`() async throws {
        let companion = try await companion()
        _ = try await companion.ask(turn(("a", "one"), ("b", "two")))
        try await companion.conversations.note(["x", "y"], ofAnswerTo: "b", in: place)
        #expect(try await companion.conversations.turn(of: "y", in: place)?.text == "Aha.")
        try await companion.conversations.delete(messages: ["y"], in: place)
        #expect(try await texts(companion) == ["one\ntwo"])
    }

    @Test func `a pending turn that is deleted gets no late answer`() async throws {
        let companion = try await companion()
        try await companion.responder.postpone(turn(("a", "one")))
        #expect(try await companion.conversations.pending().count == 1)
        try await companion.conversations.delete(messages: ["a"], in: place)
        try await companion.responder.answerPending(saidBefore: .distantFuture)
        #expect(companion.model.prompts.isEmpty)
    }

    @Test func `what came before is not heard again`() async throws {
        let companion = try await companion()
        _ = try await companion.ask(turn(("a", "one"), ("b", "two")))
        await #expect(throws: AlreadyHeard()) { try await companion.ask(turn(("b", "two"))) }
        #expect(try await texts(companion) == ["one\ntwo", "Aha."])
        #expect(companion.model.prompts.count == 1)
    }

    @Test func `the model is told nothing of what was deleted`() async throws {
        let companion = try await companion()
        _ = try await companion.ask(turn(("a", "my secret")))
        try await companion.conversations.delete(messages: ["a"], in: place)
        _ = try await companion.ask(turn(("b", "tea")))
        #expect(companion.model.prompts.last?.messages.map(\.text) == ["Ann: tea"])
    }

    // MARK: Places that end

    @Test func `a place that ends takes its branches along, in steps, and nothing else`() async throws {
        let companion = try await companion()
        let store = companion.conversations
        let places: [(id: String, parent: String?, realm: String?)] = [
            ("1", nil, "r"), ("2", "discord:1", "r"), ("3", nil, "r"), ("4", nil, nil),
        ]
        for (id, parent, realm) in places {
            var turn = Turn.said("hi", in: "discord:\(id)", kind: .text)
            turn.place.parent = parent
            turn.place.realm = realm
            for number in 0..<(id == "1" ? ConversationStore.sweep : 1) {
                turn.messages = [Turn.Message(id: "\(id).\(number)", text: "hi")]
                _ = try await store.begin(turn, persona: "p")
            }
        }
        try await store.end(place: "discord:1")
        try await store.deleteEnded()
        #expect(try await store.history(of: "discord:1", limit: 1).isEmpty)
        #expect(try await store.history(of: "discord:2", limit: 1).isEmpty)
        #expect(try await store.history(of: "discord:3", limit: 1).count == 1)
        #expect(try await store.realms(startingWith: "r") == ["r"])
        try await store.end(realm: "r")
        try await store.deleteEnded()
        #expect(try await store.history(of: "discord:4", limit: 1).count == 1)
        #expect(try await rows(companion) == 3)
    }
}
