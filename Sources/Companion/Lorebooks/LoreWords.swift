/// Fills in who is talking where a lorebook leaves that open: `{{char}}`, `{{user}}`, `<BOT>`, `<USER>`.
struct LoreWords: Sendable {
    /// Characters of a name.
    private static let nameLimit = 60

    private let names: [(macro: String, name: String)]

    init(character: String, user: String) {
        let (character, user) = (character.onOneLine(Self.nameLimit), user.onOneLine(Self.nameLimit))
        names = [("{{char}}", character), ("{{user}}", user), ("<bot>", character), ("<user>", user)]
    }

    /// One pass: what a name looks like does not matter.
    func filled(_ text: String) -> String {
        guard text.contains(where: { $0 == "{" || $0 == "<" }) else { return text }
        var filled = ""
        var rest = Substring(text)
        while let start = rest.firstIndex(where: { $0 == "{" || $0 == "<" }) {
            filled += rest[..<start]
            rest = rest[start...]
            let found = names.first { rest.prefix($0.macro.count).lowercased() == $0.macro }
            filled += found?.name ?? String(rest.prefix(1))
            rest = rest.dropFirst(found?.macro.count ?? 1)
        }
        return filled + rest
    }
}
