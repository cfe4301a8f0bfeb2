/// Hands out a text line by line, with their numbers, without making a list of all of them.
struct SourceLines {
    struct Line {
        /// Counted from 1.
        var number: Int
        /// Without the line feed.
        var text: ArraySlice<UInt8>

        var isBlank: Bool { text.allSatisfy(\.isSpace) }
        /// Without the white space at both ends.
        var ink: ArraySlice<UInt8> { text.trimmed }
        /// Columns of white space before the text; a tab counts for four.
        var indent: Int { text.prefix(while: \.isSpace).reduce(0) { $0 + ($1 == .tab ? 4 : 1) } }
    }

    private let bytes: [UInt8]
    private var start = 0
    private var number = 0
    private var ahead: Line?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func take() -> Line? {
        defer { ahead = nil }
        return ahead ?? read()
    }

    /// The line that is taken next.
    mutating func peek() -> Line? {
        if ahead == nil { ahead = read() }
        return ahead
    }

    private mutating func read() -> Line? {
        guard start < bytes.count else { return nil }
        let end = bytes[start...].firstIndex(of: .lineFeed) ?? bytes.count
        number += 1
        defer { start = end + 1 }
        return Line(number: number, text: bytes[start..<end])
    }
}
