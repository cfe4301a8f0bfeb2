import Foundation

/// A lorebook with all that is needed to look it through.
struct ReadyLorebook: Sendable {
    /// An entry that may be found by its meaning.
    struct Meaning: Sendable {
        var id: LoreID
        var text: String
        /// The same for the same text.
        var key: UInt128
    }

    /// Characters of an entry whose meaning is looked at: more than embedders read.
    private static let meaningLimit = 2_000

    let index: LoreIndex
    /// As people call it.
    let title: String
    /// Its id in the database; 0 for a file.
    let item: Int64
    let savedAt: Date
    let filters: [LoreID: LoreCharacterFilter]
    let meanings: [Meaning]
    private let comments: [Int: String]

    /// - Parameter name: in ``LoreID``.
    init(_ book: Lorebook, name: String, title: String, item: Int64 = 0, savedAt: Date) {
        index = LoreIndex(book, name: name)
        self.title = title
        self.item = item
        self.savedAt = savedAt
        var filters: [LoreID: LoreCharacterFilter] = [:]
        var meanings: [Meaning] = []
        for (entry, content) in zip(book.entries, index.contents) where entry.isEnabled && !content.text.isEmpty {
            let id = LoreID(book: name, entry: entry.id)
            filters[id] = LoreCharacterFilter(entry)
            guard entry.isVectorized else { continue }
            let text = String(content.text.prefix(Self.meaningLimit))
            meanings.append(Meaning(id: id, text: text, key: ContentHash.of(text).value))
        }
        (self.filters, self.meanings) = (filters, meanings)
        comments = Dictionary(book.entries.map { ($0.id, Self.label($0)) }, uniquingKeysWith: { first, _ in first })
    }

    /// What people call an entry.
    func label(of entry: Int) -> String { comments[entry] ?? "\(entry)" }

    /// What its author noted, else its first key, else its number.
    private static func label(_ entry: LoreEntry) -> String {
        let words = [entry.comment, entry.keys.first ?? ""].map { $0.excerpt(upTo: 60) }.first { !$0.isEmpty }
        return (words ?? "entry \(entry.id)").onOneLine(60)
    }
}
