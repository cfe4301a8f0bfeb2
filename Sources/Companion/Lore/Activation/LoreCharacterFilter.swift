import Inference

/// For which characters an entry is, where its file says so.
package struct LoreCharacterFilter: Sendable, Hashable {
    /// Names of characters, as programs write them; upper and lower case are the same.
    private let names: Set<String>
    /// Characters have no tags here: an entry for those with certain tags is for nobody.
    private let hasTags: Bool
    /// Whether these are the ones it is not for.
    private let isExclusion: Bool

    /// Nil where the entry is for all.
    init?(_ entry: LoreEntry) {
        guard let members = entry.original?.members,
            let filter = members["characterFilter"] ?? members["extensions"]?["character_filter"]
        else { return nil }
        names = Set((filter["names"]?.array ?? []).compactMap { $0.string.map(Self.plain) }.filter { !$0.isEmpty })
        hasTags = filter["tags"]?.array?.isEmpty == false
        isExclusion = filter["isExclude"]?.bool ?? false
        if names.isEmpty, isExclusion || !hasTags { return nil }
    }

    /// - Parameter character: all names that it is known under.
    package func admits(_ character: [String]) -> Bool {
        let isNamed = character.contains { names.contains(Self.plain($0)) }
        if isExclusion { return !isNamed }
        return !hasTags && isNamed
    }

    private static func plain(_ name: String) -> String { name.trimming(\.isWhitespace).lowercased() }
}
