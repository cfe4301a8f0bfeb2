extension MarkdownDocument: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(blocks)
    }
}

private enum Field: String, CodingKey {
    case type, inlines, level, start, items, blocks, language, text, url, id, name, animated, seconds, style
}

extension Block: Encodable {
    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Field.self)
        switch self {
        case .paragraph(let inlines):
            try object.encode("paragraph", forKey: .type)
            try object.encode(inlines, forKey: .inlines)
        case .heading(let level, let inlines):
            try object.encode("heading", forKey: .type)
            try object.encode(level, forKey: .level)
            try object.encode(inlines, forKey: .inlines)
        case .subtext(let inlines):
            try object.encode("subtext", forKey: .type)
            try object.encode(inlines, forKey: .inlines)
        case .list(let start, let items):
            try object.encode("list", forKey: .type)
            try object.encodeIfPresent(start, forKey: .start)
            try object.encode(items, forKey: .items)
        case .quote(let blocks):
            try object.encode("quote", forKey: .type)
            try object.encode(blocks, forKey: .blocks)
        case .code(let language, let text):
            try object.encode("code", forKey: .type)
            try object.encodeIfPresent(language, forKey: .language)
            try object.encode(text, forKey: .text)
        }
    }
}

extension Inline: Encodable {
    package func encode(to encoder: any Encoder) throws {
        if case .text(let text) = self {
            var container = encoder.singleValueContainer()
            return try container.encode(text)
        }
        var object = encoder.container(keyedBy: Field.self)
        switch self {
        case .text: break
        case .lineBreak:
            try object.encode("break", forKey: .type)
        case .styled(let style, let inlines):
            try object.encode(style.rawValue, forKey: .type)
            try object.encode(inlines, forKey: .inlines)
        case .code(let text):
            try object.encode("code", forKey: .type)
            try object.encode(text, forKey: .text)
        case .link(let url, let label):
            try object.encode("link", forKey: .type)
            try object.encode(url, forKey: .url)
            try object.encode(label, forKey: .inlines)
        case .mention(let mention):
            try object.encode(mention.kind, forKey: .type)
            try object.encodeIfPresent(mention.name, forKey: .name)
            try object.encode(mention.id, forKey: .id)
        case .emoji(let name, let id, let isAnimated):
            try object.encode("emoji", forKey: .type)
            try object.encode(name, forKey: .name)
            try object.encode(id, forKey: .id)
            try object.encode(isAnimated, forKey: .animated)
        case .timestamp(let seconds, let style):
            try object.encode("time", forKey: .type)
            try object.encode(seconds, forKey: .seconds)
            try object.encodeIfPresent(style, forKey: .style)
        }
    }
}

extension Inline.Mention {
    fileprivate var kind: String {
        switch self {
        case .user: "user"
        case .role: "role"
        case .channel: "channel"
        case .command: "command"
        }
    }

    fileprivate var id: String {
        switch self {
        case .user(let id), .role(let id), .channel(let id), .command(_, let id): id
        }
    }

    fileprivate var name: String? {
        if case .command(let name, _) = self { name } else { nil }
    }
}
