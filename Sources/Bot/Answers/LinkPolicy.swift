import Markdown

/// Which links of an answer show a preview: those that somebody gave.
///
/// A model makes up addresses, and a preview would fetch them and lend them weight. So a message gets its previews
/// only if each of its links was in what people wrote or in what a tool found.
struct LinkPolicy: Sendable {
    /// Links that are remembered for one answer; further ones count as made up.
    static let limit = 256

    private var given: Set<String> = []

    init(givenIn texts: [String] = []) { texts.forEach { allow(linksIn: $0) } }

    mutating func allow(linksIn text: String) {
        for link in Self.links(in: text) where given.count < Self.limit { given.insert(link) }
    }

    /// Whether `text` holds a link that nobody gave.
    func hasMadeUpLink(_ text: String) -> Bool { Self.links(in: text).contains { !given.contains($0) } }

    private static func links(in text: String) -> [String] {
        guard text.contains("://") else { return [] }
        return MarkdownDocument(parsing: text).blocks.flatMap(links(in:))
    }

    private static func links(in block: Block) -> [String] {
        switch block {
        case .paragraph(let inlines), .heading(_, let inlines), .subtext(let inlines): inlines.flatMap(links(in:))
        case .list(_, let items): items.flatMap { $0.flatMap(links(in:)) }
        case .quote(let blocks): blocks.flatMap(links(in:))
        // Discord looks for links in code too, though it shows no preview of them.
        case .code: []
        }
    }

    private static func links(in inline: Inline) -> [String] {
        switch inline {
        case .link(let url, _): [plain(url)]
        case .styled(_, let inlines): inlines.flatMap(links(in:))
        case .text, .lineBreak, .code, .mention, .emoji, .timestamp: []
        }
    }

    /// The scheme and the host say the same in any case, and so does an address with a slash at its end.
    private static func plain(_ url: String) -> String {
        let parts = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return url.lowercased() }
        var path = parts.count > 3 ? String(parts[3]) : ""
        while path.hasSuffix("/") { path.removeLast() }
        return parts[0].lowercased() + "//" + parts[2].lowercased() + "/" + path
    }
}
