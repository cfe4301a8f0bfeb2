import Inference

/// Who somebody is, as a character's file tells it.
struct CharacterSheet: Sendable, Hashable {
    /// A topic with a remark: a tone and how it sounds, a trigger and what it does.
    struct Note: Sendable, Hashable {
        var topic: String
        var remark: String
    }

    /// A line of a file, counted from 1.
    struct Place: Sendable, Hashable {
        var path: String
        var line: Int
    }

    var id: String
    var name: String
    /// For people who choose a persona.
    var summary: String
    /// The framework it was written for; nil leaves it to the library.
    var framework: String?
    /// Where its file says so.
    var frameworkPlace: Place
    /// Which of two models answers, `"routing": "fast"` or `"strong"`; nil lets each prompt decide.
    var route: Route?

    /// What people tell a character is known to the others, unless its file says `"memory": "own"`.
    var memory: Memory

    enum Memory: String, Sendable, CaseIterable { case shared, own }

    /// Names of the operator's lorebooks that are for this character and others that name them.
    var lorebooks: [String]
    /// A lorebook of its own, `character_book` as in a card.
    var book: Lorebook?

    var who: String
    var from: String
    var state: String
    var traits: [String]
    var style: [String]
    var tone: [Note]

    var expertise: [String]
    var interests: [String]
    /// Folders of documents, `rag_categories` in its file.
    var categories: [String]
    var loves: [String]
    var hates: [String]
    var hotTakes: [String]

    var catchphrases: [String]
    var metaJokes: [String]
    var spontaneousThoughts: [String]
    var habits: [String]
    var triggers: [Note]

    /// What it says when a page opens and nobody has said anything yet.
    var greetings: [String]
    /// Things it might say, in its own voice: small models learn more from these than from rules.
    var sampleLines: [String]

    var voice: Persona.Voice
    var affectionMultiplier: Double
}
