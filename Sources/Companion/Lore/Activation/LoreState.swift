package import Inference

/// What a conversation remembers of its lore: which entries stay, and which rest.
package struct LoreState: Sendable, Hashable {
    /// Entries that are remembered. With more, those whose time ends first are forgotten.
    static let limit = 1_000

    package var timers: [LoreID: LoreTimer] = [:]

    package init() {}

    /// Reads what ``json`` wrote; what cannot be understood is forgotten.
    package init(json: JSONValue) {
        for (book, entries) in json.object ?? [:] {
            for (number, value) in entries.object ?? [:] {
                guard let number = Int(number), let timer = LoreTimer(json: value) else { continue }
                timers[LoreID(book: book, entry: number)] = timer
            }
        }
        shrink()
    }

    package var json: JSONValue {
        var books: [String: [String: JSONValue]] = [:]
        for (id, timer) in timers { books[id.book, default: [:]]["\(id.entry)"] = timer.json }
        return .object(books.mapValues { .object($0) })
    }

    mutating func shrink() {
        guard timers.count > Self.limit else { return }
        let kept = timers.sorted { ($0.value.restsUntil, $0.key.entry) > ($1.value.restsUntil, $1.key.entry) }
        timers = Dictionary(uniqueKeysWithValues: kept.prefix(Self.limit).map { ($0.key, $0.value) })
    }
}
