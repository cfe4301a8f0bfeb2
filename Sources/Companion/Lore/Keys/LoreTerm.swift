/// One key of one entry, as the number of what is looked for.
struct LoreTerm: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// Among the keys that do not heed capitals.
        case folded
        case exact
        case pattern
        /// A key that cannot be looked for.
        case never
    }

    var kind: Kind
    var number: Int
    var isWholeWord: Bool
    /// Its place among the keys of the entry.
    var key: Int
}
