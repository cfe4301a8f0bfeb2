/// What is to be done to an index when a document is read again.
package struct DocumentChanges: Sendable, Equatable {
    /// They are in the index, and what was made of their text holds. Their places in the document may be new ones.
    package private(set) var kept: [DocumentChunk] = []
    package private(set) var added: [DocumentChunk] = []
    /// In the index, and no longer in the document.
    package private(set) var removed: [ContentKey] = []

    /// - Parameter old: the keys of the chunks that are in the index.
    package init(from old: some Sequence<ContentKey>, to new: [DocumentChunk]) {
        let old = Array(old)
        let known = Set(old)
        for chunk in new {
            if known.contains(chunk.key) { kept.append(chunk) } else { added.append(chunk) }
        }
        let current = Set(new.map(\.key))
        var seen: Set<ContentKey> = []
        removed = old.filter { !current.contains($0) && seen.insert($0).inserted }
    }

    package var isEmpty: Bool { added.isEmpty && removed.isEmpty }
}
