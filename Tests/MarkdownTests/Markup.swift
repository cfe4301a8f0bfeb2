import Markdown

/// A document written as one line of tags, so that a test's expectation can be read.
func markup(_ source: String) -> String { markup(MarkdownDocument(parsing: source).blocks) }

private func markup(_ blocks: [Block]) -> String { blocks.map(markup).joined() }

private func markup(_ block: Block) -> String {
    switch block {
    case .paragraph(let inlines): "<p>\(markup(inlines))</p>"
    case .heading(let level, let inlines): "<h\(level)>\(markup(inlines))</h\(level)>"
    case .subtext(let inlines): "<small>\(markup(inlines))</small>"
    case .list(nil, let items): "<ul>\(items.map { "<li>\(markup($0))</li>" }.joined())</ul>"
    case .list(let start?, let items): "<ol \(start)>\(items.map { "<li>\(markup($0))</li>" }.joined())</ol>"
    case .quote(let blocks): "<q>\(markup(blocks))</q>"
    case .code(let language, let text): "<pre\(language.map { " \($0)" } ?? "")>\(text)</pre>"
    }
}

private func markup(_ inlines: [Inline]) -> String { inlines.map(markup).joined() }

private func markup(_ inline: Inline) -> String {
    switch inline {
    case .text(let text): text
    case .lineBreak: "<br>"
    case .styled(let style, let inlines):
        switch style {
        case .bold: "<b>\(markup(inlines))</b>"
        case .italic: "<i>\(markup(inlines))</i>"
        case .underline: "<u>\(markup(inlines))</u>"
        case .strikethrough: "<s>\(markup(inlines))</s>"
        case .spoiler: "<spoiler>\(markup(inlines))</spoiler>"
        }
    case .code(let text): "<code>\(text)</code>"
    case .link(let url, let label): "<a \(url)>\(markup(label))</a>"
    case .mention(.user(let id)): "<user \(id)>"
    case .mention(.role(let id)): "<role \(id)>"
    case .mention(.channel(let id)): "<channel \(id)>"
    case .mention(.command(let name, let id)): "<command \(name) \(id)>"
    case .emoji(let name, let id, let isAnimated): "<emoji \(name) \(id)\(isAnimated ? " animated" : "")>"
    case .timestamp(let seconds, let style): "<time \(seconds)\(style.map { " \($0)" } ?? "")>"
    }
}
