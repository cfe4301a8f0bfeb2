import Inference

extension LoreEntry {
    init(id: Int, _ members: [String: JSONValue], as shape: LoreShape, log: inout LoreFaultLog) {
        self.init(id: id, in: shape)
        original = LoreOriginal(shape: shape, members: members)
        for field in Self.fields { field.read(members, shape, &self, &log) }
    }

    /// The entry in one of the two shapes.
    func value(as shape: LoreShape) -> JSONValue {
        let isForeign = original?.shape != shape
        var members = original.map { LoreConversion.entry.members(of: $0, as: shape) } ?? [:]
        for field in Self.fields { field.write(self, isForeign, shape, &members) }
        if isForeign { complete(&members, as: shape) }
        return .object(members)
    }

    /// What the formats demand besides.
    private func complete(_ members: inout [String: JSONValue], as shape: LoreShape) {
        switch shape {
        case .worldInfo:
            if Lorebook.number(members["uid"]) != id { members["uid"] = .number(Double(id)) }
        case .characterBook:
            if Lorebook.number(members["id"]) != id { members["id"] = .number(Double(id)) }
            members["extensions"] = members["extensions"] ?? .object([:])
            members["use_regex"] = members["use_regex"] ?? .bool(Self.hasPattern(members))
        }
    }

    /// A key is a pattern if it looks like one; other programs want to be told.
    static func hasPattern(_ members: [String: JSONValue]) -> Bool {
        (members["keys"]?.array ?? []).contains { $0.string.map { LoreKey($0).isPattern } ?? false }
    }
}
