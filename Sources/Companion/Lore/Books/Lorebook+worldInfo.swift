package import Inference

extension Lorebook {
    /// Reads SillyTavern's world info, and the older bot's lorebooks, which look alike but may be lists.
    ///
    /// - Parameter faults: is told what could not be understood. The book is there all the same.
    package init(worldInfo value: JSONValue, faults: inout [LoreFault]) throws(LoreFault) {
        guard let members = value.object else { throw LoreFault("The lorebook must be an object, not \(value.shown).") }
        var log = LoreFaultLog()
        self.init()
        read(members, as: .worldInfo, log: &log)
        switch members["entries"] {
        case .object(let entries)?:
            try Self.checkCount(entries.count)
            for (slot, entry) in entries.sorted(by: { Self.isBefore($0.key, $1.key) }) {
                add(entry, slot: slot, numbered: Self.number(entry["uid"]) ?? Int(slot), log: &log)
            }
        case .array(let entries)?:
            try Self.checkCount(entries.count)
            isList = true
            for (index, entry) in entries.enumerated() {
                add(entry, slot: "\(index)", numbered: Self.number(entry["uid"]), log: &log)
            }
        default:
            throw LoreFault("is missing, so this is no lorebook.", member: "entries")
        }
        numberEntries(log: &log)
        faults += log.faults
    }

    /// The book as world info.
    package var worldInfo: JSONValue {
        var members = members(as: .worldInfo)
        let isOwn = original?.shape == .worldInfo
        if isOwn, isList {
            members["entries"] = .array(listed(as: .worldInfo))
        } else {
            members["entries"] = .object(bySlot(isOwn: isOwn))
        }
        return .object(members)
    }

    /// The entries in their order, with what is none in its place.
    func listed(as shape: LoreShape) -> [JSONValue] {
        var list = entries.map { $0.value(as: shape) }
        guard original?.shape == shape else { return list }
        for stranger in strangers { list.insert(stranger.value, at: min(stranger.index, list.count)) }
        return list
    }

    private func bySlot(isOwn: Bool) -> [String: JSONValue] {
        var slots: [String: JSONValue] = [:]
        if isOwn { for stranger in strangers { slots[stranger.slot] = stranger.value } }
        var homeless: [LoreEntry] = []
        for entry in entries {
            let slot = isOwn ? entry.slot ?? "\(entry.id)" : "\(entry.id)"
            if slots[slot] == nil { slots[slot] = entry.value(as: .worldInfo) } else { homeless.append(entry) }
        }
        var free = nextID
        for entry in homeless {
            while slots["\(free)"] != nil { free += 1 }
            slots["\(free)"] = entry.value(as: .worldInfo)
        }
        return slots
    }

    static func number(_ value: JSONValue?) -> Int? { value?.asWhole(in: 0...9_007_199_254_740_992) }

    /// Numbers by their size, then all else.
    private static func isBefore(_ one: String, _ other: String) -> Bool {
        switch (Int(one), Int(other)) {
        case (let one?, let other?) where one != other: one < other
        case (_?, nil): true
        case (nil, _?): false
        default: one < other
        }
    }
}
