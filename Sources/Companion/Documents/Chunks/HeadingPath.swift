/// The headings that a place in a document stands under.
struct HeadingPath {
    /// A heading that nothing stands under: it would be in no chunk's path.
    struct Lost {
        let heading: DocumentBlock
        /// What it stands under itself.
        let titles: [String]
    }

    private var open: [(level: Int, block: DocumentBlock)] = []
    private(set) var titles: [String] = []
    private var isUsed = true

    /// Goes on under a heading, which ends those of its own level and of lower ones.
    mutating func enter(_ block: DocumentBlock, _ level: Int, _ title: String) -> Lost? {
        var lost: Lost?
        while let last = open.last, last.level >= level {
            if let found = end() { lost = found }
            open.removeLast()
            titles.removeLast()
        }
        open.append((level, block))
        titles.append(title)
        isUsed = false
        return lost
    }

    /// There is text under the heading.
    mutating func use() { isUsed = true }

    /// Ends the heading at the end of the document.
    mutating func end() -> Lost? {
        guard !isUsed, let last = open.last else { return nil }
        isUsed = true
        return Lost(heading: last.block, titles: titles.dropLast())
    }
}
