import Inference

/// All places of one field, in the order in which they are believed.
struct LoreSpellings<Value: Equatable & Sendable>: Sendable {
    let worldInfo: [LoreSpelling<Value>]
    let characterBook: [LoreSpelling<Value>]

    subscript(shape: LoreShape) -> [LoreSpelling<Value>] { shape == .worldInfo ? worldInfo : characterBook }

    var twins: (worldInfo: LoreSpot, characterBook: LoreSpot)? {
        guard let one = worldInfo.first, let other = characterBook.first, one.codec.name == other.codec.name else {
            return nil
        }
        return (one.spot, other.spot)
    }

    /// The first that can be read; null counts as missing.
    func value(in members: [String: JSONValue], _ shape: LoreShape, _ log: inout LoreFaultLog) -> Value? {
        for spelling in self[shape] {
            guard let json = spelling.spot.value(in: members), json != .null else { continue }
            let (value, complaint) = spelling.codec.read(json)
            if let complaint { log.warn(spelling.spot.label, complaint) }
            if let value { return value }
        }
        return nil
    }

    func write(
        _ value: Value, missing: Value, isFilling: Bool, _ shape: LoreShape, _ members: inout [String: JSONValue]
    ) {
        if says(members, shape, missing: missing) != value {
            for spelling in self[shape] where spelling.spot.value(in: members) != nil {
                if spelling.read(members) != value { spelling.put(value, in: &members) }
            }
            // A word may be too poor for it, or none was there.
            if says(members, shape, missing: missing) != value { self[shape].first?.put(value, in: &members) }
        }
        guard isFilling else { return }
        for spelling in self[shape] {
            let isThere = spelling.spot.value(in: members) != nil
            let isWrong = spelling.read(members).map { $0 != value } ?? false
            if isThere ? isWrong : !spelling.isAlias { spelling.put(value, in: &members) }
        }
    }

    private func says(_ members: [String: JSONValue], _ shape: LoreShape, missing: Value) -> Value {
        var unheard = LoreFaultLog()
        return value(in: members, shape, &unheard) ?? missing
    }
}
