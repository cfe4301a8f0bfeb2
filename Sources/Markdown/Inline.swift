/// A stretch of text inside a block.
package enum Inline: Sendable, Equatable {
    case text(String)
    case lineBreak
    case styled(Style, [Inline])
    case code(String)
    /// An http or https address; a bare one has itself as its label.
    case link(url: String, label: [Inline])
    case mention(Mention)
    case emoji(name: String, id: String, isAnimated: Bool)
    /// A moment that each reader sees in their own time zone: seconds since 1970, and one of `tTdDfFR`.
    case timestamp(seconds: Int64, style: String?)

    package enum Style: String, Sendable {
        case bold, italic, underline, strikethrough, spoiler
    }

    /// Ids stay text: they do not fit the numbers of a web page's script.
    package enum Mention: Sendable, Equatable {
        case user(id: String)
        case role(id: String)
        case channel(id: String)
        case command(name: String, id: String)
    }
}
