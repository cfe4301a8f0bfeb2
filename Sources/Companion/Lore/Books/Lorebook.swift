package import Inference

/// A book of lore: what may be told about a world when the talk comes to it.
///
/// It is read from world info and from the `character_book` of cards and written to both. What a file says and
/// nothing here understands is kept, so that a book that was only read is written as it was.
package struct Lorebook: Sendable, Hashable {
    package var name = ""
    package var summary = ""
    /// Messages to look at, the last one counted as 1; nil and 0 are what the settings say.
    package var scanDepth: Int?
    /// Tokens that its entries may take together; nil and 0 are no limit of its own.
    package var tokenBudget: Int?
    /// Whether its entries may be brought up by what other entries say.
    package var isRecursive: Bool?
    /// In the order of the file.
    package var entries: [LoreEntry] = []

    /// What the file said, without the entries; nil for a book that was made here.
    var original: LoreOriginal?
    /// Whether a world info has its entries in a list.
    var isList = false
    /// What stood among the entries and is none, with its name or its place.
    var strangers: [Stranger] = []

    struct Stranger: Sendable, Hashable {
        var slot: String
        var index: Int
        var value: JSONValue
    }

    package init() {}

    /// Free for a new entry.
    package var nextID: Int { entries.reduce(-1) { max($0, $1.id) } &+ 1 }

    /// The book in one of the two shapes.
    package func value(as shape: LoreShape) -> JSONValue {
        shape == .worldInfo ? worldInfo : characterBook
    }

    /// All members but the entries.
    func members(as shape: LoreShape) -> [String: JSONValue] {
        let isForeign = original?.shape != shape
        var members = original.map { LoreConversion.book.members(of: $0, as: shape) } ?? [:]
        for field in Self.fields { field.write(self, isForeign, shape, &members) }
        return members
    }

    mutating func read(_ members: [String: JSONValue], as shape: LoreShape, log: inout LoreFaultLog) {
        original = LoreOriginal(shape: shape, members: members)
        original?.members["entries"] = nil
        for field in Self.fields { field.read(members, shape, &self, &log) }
    }

    /// Takes in what stands among the entries; `slot` is its name or its place.
    mutating func add(_ value: JSONValue, slot: String, numbered number: Int?, log: inout LoreFaultLog) {
        log.entry = slot
        guard let members = value.object else {
            log.warn(nil, "must be an object, not \(value.shown); it is left aside")
            strangers.append(Stranger(slot: slot, index: entries.count + strangers.count, value: value))
            return
        }
        let shape = original?.shape ?? .characterBook
        var entry = LoreEntry(id: number ?? -1, members, as: shape, log: &log)
        entry.slot = slot
        entries.append(entry)
    }

    /// Gives a number to every entry that has none of its own.
    mutating func numberEntries(log: inout LoreFaultLog) {
        var taken: Set<Int> = []
        var open: [Int] = []
        for index in entries.indices where entries[index].id < 0 || !taken.insert(entries[index].id).inserted {
            if entries[index].id >= 0 {
                log.entry = entries[index].slot
                log.warn(nil, "has the number \(entries[index].id) of another entry; it is given one of its own")
            }
            open.append(index)
        }
        var next = (taken.max() ?? -1) + 1
        for index in open {
            entries[index].id = next
            next += 1
        }
        log.entry = nil
    }

    static func checkCount(_ count: Int) throws(LoreFault) {
        guard count > LoreLimits.entries else { return }
        throw LoreFault("The book has \(count) entries, at most \(LoreLimits.entries) are taken. Split it.")
    }
}
