/// A name before a colon, as in a transcript: `Ann:`, `**Ann:**`, `**Ann**:`, `[Ann]:`.
struct SpeakerName {
    /// Longer names are not looked for, nor more of them.
    static let longest = 60
    static let most = 64

    private static let closing: [Character: Character] = ["*": "*", "_": "_", "[": "]", "<": ">"]

    /// What must close the markup before the name.
    private let close: String

    init(_ text: inout LeakCursor) {
        let opening = text.takeAll(limit: 3) { Self.closing.keys.contains(Character($0)) }
        close = String(opening.reversed().compactMap { Self.closing[$0] })
    }

    func isNamed(_ name: String, anyCase: Bool = true, in text: inout LeakCursor) -> Bool {
        text.attempt { text in
            guard anyCase ? text.takeAnyCase(name) : text.take(name) else { return false }
            return text.take(close + ":") || text.take(":" + close)
        }
    }

    /// Names as they are looked for: in lower case, without what cannot be seen.
    static func prepared(_ names: [String]) -> [String] {
        names.prefix(most).map { name in
            var filter = SightFilter()
            var visible: [Unicode.Scalar] = []
            for scalar in name.lowercased().unicodeScalars { filter.push(scalar, into: &visible) }
            while visible.last?.isSpace == true { visible.removeLast() }
            return visible.drop(while: \.isSpace).reduce(into: "") { $0.unicodeScalars.append($1) }
        }
        .filter { (1...longest).contains($0.unicodeScalars.count) }
    }
}
