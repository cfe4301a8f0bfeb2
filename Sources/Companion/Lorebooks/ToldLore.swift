package import Foundation

/// Lore that is told in one answer: where, and why.
package struct ToldLore: Sendable, Equatable {
    package var book: String
    /// What the entry is called.
    package var entry: String
    package var text: String
    package var tokens: Int
    package var place: LorePlace
    package var cause: LoreOutcome.Cause
    /// The book's id in the database; 0 for a file.
    package var item: Int64
    package var savedAt: Date

    /// Why it is told, to go on after its name: `the key “tower” was seen`.
    package var reason: String {
        switch cause {
        case .constant, .decorator: "it is always told"
        case .sticky: "it was told before and stays for a while"
        case .meaning(let score): "its meaning is near, \(score.formatted(.number.precision(.fractionLength(2))))"
        case .key(let key): "the key “\(key.excerpt(upTo: 40))” was seen"
        case .told(let key): "another entry says its key “\(key.excerpt(upTo: 40))”"
        }
    }

    /// From 0 to 1.
    var score: Double { if case .meaning(let score) = cause { score } else { 1 } }

    /// Outlets are for prompts that are put together by hand, which there are none of here.
    var isPlaced: Bool { if case .outlet = place { false } else { true } }
}

extension ToldLore {
    /// - Parameter words: are filled in for `{{char}}` and `{{user}}`.
    init(_ telling: LoreOutcome.Telling, of book: ReadyLorebook, _ words: LoreWords) {
        self.init(
            book: book.title, entry: book.label(of: telling.id.entry), text: words.filled(telling.text),
            tokens: telling.tokens, place: telling.place, cause: telling.cause, item: book.item,
            savedAt: book.savedAt)
    }
}
