import Inference

/// Renames the members of one shape to those of the other, as SillyTavern does.
///
/// Values are copied with their spelling. What has no name in the other shape is put into `extensions.acore`, and is
/// back in its place when the book is written in its first shape again.
struct LoreConversion: Sendable {
    static let entry = LoreConversion(LoreEntry.fields, carried: LoreEntry.carried) { name, members in
        name == "use_regex" && members[name] == .bool(LoreEntry.hasPattern(members))
    }
    static let book = LoreConversion(Lorebook.fields, carried: []) { _, _ in false }

    private struct Pair: Sendable {
        var worldInfo: LoreSpot
        var characterBook: LoreSpot
        var isReadable: @Sendable (JSONValue) -> Bool
    }

    private let pairs: [Pair]
    /// The names that have a meaning, or stand for one, in each shape.
    private let known: [LoreShape: Set<LoreSpot>]
    /// Whether a member of a card says what would be written in its place anyway.
    private let isDerived: @Sendable (String, [String: JSONValue]) -> Bool

    private init<Owner>(
        _ fields: [LoreField<Owner>], carried: [(worldInfo: LoreSpot, characterBook: LoreSpot)],
        isDerived: @escaping @Sendable (String, [String: JSONValue]) -> Bool
    ) {
        self.isDerived = isDerived
        pairs =
            fields.compactMap { field in
                field.twins.map { Pair(worldInfo: $0.0, characterBook: $0.1, isReadable: field.isReadable) }
            } + carried.map { Pair(worldInfo: $0.0, characterBook: $0.1, isReadable: { _ in true }) }
        known = [
            .worldInfo: Set(fields.compactMap { $0.spots(.worldInfo).first } + carried.map(\.worldInfo)),
            .characterBook: Set(fields.flatMap { $0.spots(.characterBook) } + carried.map(\.characterBook)),
        ]
    }

    func members(of original: LoreOriginal, as shape: LoreShape) -> [String: JSONValue] {
        guard original.shape != shape else { return original.members }
        var extras = original.members["extensions"]?.object ?? [:]
        var result = takeBag(of: shape, from: &extras)
        for (name, value) in extras where !knows(.extra(name), original.shape) {
            LoreSpot.extra(name).set(value, in: &result)
        }
        copyPairs(of: original, to: &result)
        putBag(of: original, in: &result)
        return result
    }

    private func copyPairs(of original: LoreOriginal, to result: inout [String: JSONValue]) {
        for pair in pairs {
            let isForward = original.shape == .worldInfo
            let (from, to) = isForward ? (pair.worldInfo, pair.characterBook) : (pair.characterBook, pair.worldInfo)
            guard let value = from.value(in: original.members) else { continue }
            // Null stands for “as the settings say” among the settings; elsewhere the formats want a value.
            let isFit = value == .null ? pair.characterBook.folder != nil : pair.isReadable(value)
            if isFit { to.set(value, in: &result) }
        }
    }

    // MARK: what has no name in the other shape

    private func putBag(of original: LoreOriginal, in result: inout [String: JSONValue]) {
        let bag = original.members.filter { name, value in
            // Where it is an object, its members were copied; cards have it even when it is empty.
            if name == "extensions" { return value.object?.isEmpty ?? true && value != original.shape.emptyExtensions }
            return !knows(.top(name), original.shape) && !isDerived(name, original.members)
        }
        guard !bag.isEmpty else { return }
        var ours = result["extensions"]?["acore"]?.object ?? [:]
        ours[Self.bagName(original.shape)] = .object(bag)
        LoreSpot.extra("acore").set(.object(ours), in: &result)
    }

    private func takeBag(of shape: LoreShape, from extras: inout [String: JSONValue]) -> [String: JSONValue] {
        guard var ours = extras["acore"]?.object, let bag = ours[Self.bagName(shape)]?.object else { return [:] }
        ours[Self.bagName(shape)] = nil
        extras["acore"] = ours.isEmpty ? nil : .object(ours)
        return bag.filter { !knows(.top($0.key), shape) }
    }

    private func knows(_ spot: LoreSpot, _ shape: LoreShape) -> Bool { known[shape]?.contains(spot) ?? false }

    private static func bagName(_ shape: LoreShape) -> String {
        shape == .worldInfo ? "world_info" : "character_book"
    }
}

extension LoreShape {
    /// What need not be carried over, since it is written in any case.
    fileprivate var emptyExtensions: JSONValue? { self == .characterBook ? .object([:]) : nil }
}
