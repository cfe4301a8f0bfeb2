package import Foundation

/// Something that an answer was made from, for those who ask why.
package struct Ground: Sendable, Equatable {
    package enum Kind: String, Sendable {
        /// Known about a person; the item is the fact's id.
        case fact
        /// Said in a talk; the item is the passage's id.
        case talk
        /// Of a document; the item is the passage's id.
        case document
        /// What was said in a talk, in short; the item is the summary's id.
        case summary
        /// Of a lorebook; the item is the book's id, 0 for a file.
        case lore
    }

    /// Characters of an excerpt.
    package static let excerptLimit = 200

    package var kind: Kind
    package var item: Int64
    /// Under which the answer cites it, from 1; nil where it is not cited.
    package var number: Int?
    /// Who said it, or the document's name and heading.
    package var title: String
    package var excerpt: String
    /// Comparable among grounds of one kind.
    package var score: Double
    package var place: String
    /// The message that it was, where the surface has ids for them.
    package var message: String?
    package var saidAt: Date
}

extension Recalled {
    /// As it is shown.
    package var ground: Ground { Ground(self) }
}

extension Ground {
    init(_ summary: Summary) {
        self.init(
            kind: .summary, item: summary.id, title: "", excerpt: summary.text.excerpt(upTo: Self.excerptLimit),
            score: 1, place: summary.place, saidAt: summary.ended)
    }

    init(_ fact: Fact, about name: String) {
        self.init(
            kind: .fact, item: fact.id, title: name, excerpt: fact.text.excerpt(upTo: Self.excerptLimit), score: 1,
            place: fact.place, message: fact.message, saidAt: fact.saidAt)
    }

    init(_ lore: ToldLore) {
        self.init(
            kind: .lore, item: lore.item, title: "\(lore.book), \(lore.entry): \(lore.reason)",
            excerpt: lore.text.excerpt(upTo: Self.excerptLimit), score: lore.score, place: "", saidAt: lore.savedAt)
    }

    /// - Parameter question: of a document is shown what is about it.
    init(_ recalled: Recalled, number: Int? = nil, asking question: String? = nil) {
        let passage = recalled.passage
        let excerpt = question.map { Excerpt.of(passage.text, for: $0, length: Self.excerptLimit) }
        self.init(
            kind: passage.kind == .chunk ? .document : .talk, item: passage.id, number: number, title: passage.name,
            excerpt: excerpt ?? passage.text.excerpt(upTo: Self.excerptLimit), score: recalled.score,
            place: passage.place,
            message: passage.message, saidAt: passage.saidAt)
    }
}
