import Inference

@testable import Companion

/// A talk in which lore is told, turn after turn.
struct LoreStage {
    var books: [LoreIndex]
    var chance = Seeded(1)
    var state = LoreState()
    var messages: [LoreScene.Message] = []
    var turn = 0
    var similar: [LoreID: Double] = [:]
    var budget = 1_000

    init(_ entries: LoreEntry..., settings: LoreSettings = LoreSettings()) {
        var book = Lorebook()
        book.entries = entries
        books = [LoreIndex(book, name: "b", settings: settings)]
    }

    init(_ books: [LoreIndex]) { self.books = books }

    /// Somebody says something; one token is one character.
    mutating func hear(_ text: String, from speaker: String = "") -> LoreOutcome {
        messages.append(LoreScene.Message(speaker: speaker, text: text))
        turn += 1
        return again()
    }

    /// The same once more, as when an answer is wanted anew.
    mutating func again() -> LoreOutcome {
        let scene = LoreScene(
            messages: messages, turn: turn, similar: similar, budget: budget, tokens: { $0.unicodeScalars.count })
        let outcome = LoreActivation(books).outcome(of: scene, after: state, using: &chance)
        state = LoreState(json: outcome.state.json)
        return outcome
    }

    /// The numbers of the entries that are told.
    mutating func told(_ text: String, from speaker: String = "") -> [Int] {
        hear(text, from: speaker).tellings.map(\.id.entry)
    }
}
