import Markdown

extension MarkdownDocument {
    /// What a reader sees, without markup: it must be what was written. Links show their address after the label.
    var plainText: String {
        var text = ""
        Block.write(blocks, indent: "", into: &text)
        return text
    }
}

extension Block {
    fileprivate static func write(_ blocks: [Block], indent: String, into text: inout String) {
        var previous: Block?
        for block in blocks {
            if let previous {
                if case (.paragraph, .paragraph) = (previous, block) { text += "\n" }
                text += "\n" + indent
            }
            block.write(indent: indent, into: &text)
            previous = block
        }
    }

    private func write(indent: String, into text: inout String) {
        switch self {
        case .paragraph(let inlines), .heading(_, let inlines), .subtext(let inlines):
            Inline.write(inlines, indent: indent, into: &text)
        case .list(let start, let items):
            for (index, item) in items.enumerated() {
                if index > 0 { text += "\n" + indent }
                text += start.map { "\($0 &+ index). " } ?? "- "
                Block.write(item, indent: indent + "  ", into: &text)
            }
        case .quote(let blocks):
            Block.write(blocks, indent: indent, into: &text)
        case .code(_, let code):
            text += code
        }
    }
}

extension Inline {
    fileprivate static func write(_ inlines: [Inline], indent: String, into text: inout String) {
        for inline in inlines { inline.write(indent: indent, into: &text) }
    }

    private func write(indent: String, into text: inout String) {
        switch self {
        case .text(let plain), .code(let plain): text += plain
        case .lineBreak: text += "\n" + indent
        case .styled(_, let inlines): Inline.write(inlines, indent: indent, into: &text)
        case .link(let url, let label):
            Inline.write(label, indent: indent, into: &text)
            if label != [.text(url)] { text += " (\(url))" }
        case .mention(.user(let id)): text += "<@\(id)>"
        case .mention(.role(let id)): text += "<@&\(id)>"
        case .mention(.channel(let id)): text += "<#\(id)>"
        case .mention(.command(let name, _)): text += "/\(name)"
        case .emoji(let name, _, _): text += ":\(name):"
        case .timestamp(let seconds, let style): text += "<t:\(seconds)\(style.map { ":\($0)" } ?? "")>"
        }
    }
}
