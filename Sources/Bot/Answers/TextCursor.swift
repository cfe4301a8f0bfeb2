/// Reads a text from its beginning, in whole characters.
struct TextCursor {
    private let characters: [Character]
    private var position = 0

    /// - Parameter longest: characters of more code points, which only mischief makes, are taken apart.
    init(_ text: String, longest: Int) {
        characters =
            text.contains { $0.unicodeScalars.count > longest }
            ? text.flatMap { Self.parts(of: $0, longest: longest) } : Array(text)
    }

    var isAtEnd: Bool { position >= characters.count }

    mutating func skip(_ count: Int) { position = min(position + count, characters.count) }

    mutating func skip(while isSurplus: (Character) -> Bool) {
        while position < characters.count, isSurplus(characters[position]) { position += 1 }
    }

    /// All that is left, where it has no more code points than these.
    func upToEnd(within room: Int) -> ArraySlice<Character>? {
        let window = window(within: room)
        return window.endIndex == characters.count ? window : nil
    }

    /// As many characters as have at most `room` code points; one at least.
    func window(within room: Int) -> ArraySlice<Character> {
        var end = position
        var left = room
        while end < characters.count {
            left -= characters[end].unicodeScalars.count
            if left < 0, end > position { break }
            end += 1
        }
        return characters[position..<end]
    }

    /// Takes the end of a code block, if it comes next, with the blanks before it.
    mutating func take(closing fence: CodeFence) -> Bool {
        let start = characters[position...].drop(while: \.isWhitespace)
        let marks = start.prefix { $0 == "`" }
        guard marks.count >= fence.width else { return false }
        position = marks.endIndex
        skip(while: \.isNewline)
        return true
    }

    private static func parts(of character: Character, longest: Int) -> [Character] {
        let scalars = Array(character.unicodeScalars)
        return stride(from: 0, to: scalars.count, by: longest).flatMap { start in
            String(String.UnicodeScalarView(scalars[start..<min(start + longest, scalars.count)]))
        }
    }
}
