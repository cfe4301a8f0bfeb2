package import Inference

extension Lorebook {
    /// Reads the `character_book` of a card, or the `data` of a `lorebook_v3` file.
    ///
    /// - Parameter faults: is told what could not be understood. The book is there all the same.
    package init(characterBook value: JSONValue, faults: inout [LoreFault]) throws(LoreFault) {
        guard let members = value.object else { throw LoreFault("The lorebook must be an object, not \(value.shown).") }
        guard let entries = members["entries"]?.array else {
            throw LoreFault("must be a list, so this is no lorebook of a card.", member: "entries")
        }
        try Self.checkCount(entries.count)
        var log = LoreFaultLog()
        self.init()
        read(members, as: .characterBook, log: &log)
        for (index, entry) in entries.enumerated() {
            add(entry, slot: "\(index)", numbered: Self.number(entry["id"]), log: &log)
        }
        numberEntries(log: &log)
        faults += log.faults
    }

    /// The book as the `character_book` of a card.
    package var characterBook: JSONValue {
        var members = members(as: .characterBook)
        members["entries"] = .array(listed(as: .characterBook))
        // Both versions of the format demand it.
        if original?.shape != .characterBook, members["extensions"] == nil { members["extensions"] = .object([:]) }
        return .object(members)
    }
}
