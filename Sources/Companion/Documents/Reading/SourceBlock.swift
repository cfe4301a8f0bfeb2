/// Lines that are gathered until they make a block.
struct SourceBlock {
    private(set) var text: [UInt8] = []
    private var first = 0
    private var last = 0
    /// How many lines it has.
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }
    var location: DocumentLocation { DocumentLocation(.line, first, last) }

    /// Adds a line, or the part of it that is text. Lines left out since the last one stay as empty ones.
    mutating func add(_ line: SourceLines.Line, _ part: ArraySlice<UInt8>? = nil) {
        if isEmpty { first = line.number } else { text += repeatElement(.lineFeed, count: max(line.number - last, 1)) }
        text += part ?? line.text
        last = line.number
        count += 1
    }

    /// Adds the block that follows. Lines left out between them stay as empty ones.
    mutating func add(_ next: SourceBlock) {
        guard !isEmpty else { return self = next }
        text += repeatElement(.lineFeed, count: max(next.first - last, 1)) + next.text
        last = next.last
        count += next.count
    }

    /// Gives the block away and begins the next one.
    mutating func take() -> SourceBlock {
        defer { self = SourceBlock() }
        return self
    }
}
