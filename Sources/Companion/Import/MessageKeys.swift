/// Gives the messages of one talk their keys, in the order in which they were said.
///
/// Place does not count, because files grow at the end and lose their beginning; equal messages are told apart by
/// how many came before. Of those, one that is said again after older ones were dropped is taken for one that is
/// known: a repeated “ok” may be lost, but nothing is ever taken twice.
struct MessageKeys {
    let kind: ImportKind
    let owner: String
    private var seen: [UInt128: Int] = [:]

    init(_ kind: ImportKind, owner: String) {
        self.kind = kind
        self.owner = owner
    }

    mutating func key(for hash: ContentHash) -> SourceKey {
        let ordinal = seen[hash.value, default: 0]
        seen[hash.value] = ordinal + 1
        return SourceKey(kind, owner: owner, hash: hash, ordinal: ordinal)
    }
}
