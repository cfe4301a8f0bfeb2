/// Names one thing of another program's files for good: read again, it gets the same key, so that nothing is
/// taken twice.
package struct SourceKey: Sendable, Hashable, CustomStringConvertible {
    package let kind: ImportKind
    /// Whose it is: a channel, a person, a document's path, a chat. The key of a changed thing has the same.
    package let owner: String
    /// What it says, and which of several that say the same.
    package let mark: String

    /// `message/42/343e1662793c64bf6f0d3597ba446f18.0`; to be stored.
    package var description: String { "\(kind.rawValue)/\(owner)/\(mark)" }

    /// - Parameter ordinal: how many before it say the same.
    init(_ kind: ImportKind, owner: String, hash: ContentHash, ordinal: Int? = nil) {
        self.kind = kind
        self.owner = owner
        mark = ordinal.map { "\(hash.text).\($0)" } ?? hash.text
    }
}
