/// The lines `@@name value` that may stand before what an entry says. They are never told.
/// <https://github.com/kwaroran/character-card-spec-v3/blob/main/SPEC_V3.md#decorators>
struct LoreDecorators: Sendable {
    /// Told in any case.
    let isActivated: Bool
    /// Told in no case.
    let isSuppressed: Bool
    /// What is left to say.
    let text: String

    init(_ content: String) {
        guard content.hasPrefix("@@") else {
            (isActivated, isSuppressed, text) = (false, false, content)
            return
        }
        var rest = Substring(content)
        var names: Set<Substring> = []
        while rest.hasPrefix("@@") {
            let line = rest.prefix { !$0.isNewline }
            names.insert(line.drop { $0 == "@" }.prefix { !$0.isWhitespace })
            rest = rest[line.endIndex...].drop(while: \.isNewline)
        }
        isActivated = names.contains("activate")
        isSuppressed = names.contains("dont_activate")
        text = String(rest)
    }
}
