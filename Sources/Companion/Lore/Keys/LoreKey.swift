/// What one key of an entry asks for: words, or `/a pattern/i`.
enum LoreKey: Sendable, Hashable {
    case words(String)
    case pattern(source: String, flags: String)

    var isPattern: Bool { if case .pattern = self { true } else { false } }

    init(_ key: String) {
        let trimmed = key.trimming(\.isWhitespace)
        self = Self.pattern(trimmed) ?? .words(trimmed)
    }

    /// Between two slashes, with none inside that is not escaped: `/home/me` is no pattern.
    private static func pattern(_ key: String) -> LoreKey? {
        guard key.utf8.first == UInt8(ascii: "/"), let end = key.lastIndex(of: "/"), end > key.startIndex else {
            return nil
        }
        let source = key[key.index(after: key.startIndex)..<end]
        let flags = key[key.index(after: end)...]
        guard !source.isEmpty, flags.allSatisfy({ "dgimsuvy".contains($0) }), Set(flags).count == flags.count else {
            return nil
        }
        var isEscaped = false
        for character in source {
            if character == "/", !isEscaped { return nil }
            isEscaped = character == "\\" && !isEscaped
        }
        return .pattern(source: String(source), flags: String(flags))
    }
}
