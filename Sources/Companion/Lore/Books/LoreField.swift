import Inference

/// One field of a book or an entry: where it stands in each shape, how it is read, and how it is written over
/// what a file said.
///
/// A member is written anew only where it no longer says what the field says. So what was not changed goes out as
/// it came in, with its spelling, and so does what could not be understood.
struct LoreField<Owner: Sendable>: Sendable {
    /// Names that belong to it, the one to write first.
    let spots: @Sendable (LoreShape) -> [LoreSpot]
    /// Where the same JSON may be copied from one shape to the other.
    let twins: (worldInfo: LoreSpot, characterBook: LoreSpot)?
    /// Whether other programs will understand it as well: not so numbers that are spelled as texts.
    let isReadable: @Sendable (JSONValue) -> Bool
    let read: @Sendable ([String: JSONValue], LoreShape, inout Owner, inout LoreFaultLog) -> Void
    /// With `isFilling`, what is missing is written too.
    let write: @Sendable (Owner, _ isFilling: Bool, LoreShape, inout [String: JSONValue]) -> Void

    init<Value: Equatable & Sendable>(
        _ path: any WritableKeyPath<Owner, Value> & Sendable, worldInfo: [LoreSpelling<Value>],
        characterBook: [LoreSpelling<Value>], new: (LoreShape) -> Owner
    ) {
        let spellings = LoreSpellings(worldInfo: worldInfo, characterBook: characterBook)
        spots = { spellings[$0].map(\.spot) }
        twins = spellings.twins
        isReadable = { json in
            guard let codec = worldInfo.first?.codec, let value = codec.read(json).value else { return false }
            return json.string == nil || codec.write(value).map { $0.string != nil } ?? true
        }
        read = { members, shape, owner, log in
            guard let value = spellings.value(in: members, shape, &log) else { return }
            owner[keyPath: path] = value
        }
        let (inWorldInfo, inCard) = (new(.worldInfo)[keyPath: path], new(.characterBook)[keyPath: path])
        write = { owner, isFilling, shape, members in
            let missing = shape == .worldInfo ? inWorldInfo : inCard
            spellings.write(owner[keyPath: path], missing: missing, isFilling: isFilling, shape, &members)
        }
    }
}
