/// A message in Discord's markdown, as a tree.
///
/// Every text is a document: what is not markup is text, and nothing a reader
/// would see is lost. Time and memory grow linearly with the text; blocks nest
/// at most ``maxDepth`` deep, what is deeper stays text.
///
/// Where it differs from Discord's own apps: a fence that is never closed is
/// code up to the end (a reply that is still being written looks right), and
/// three backticks in the middle of a line are inline code.
///
/// As JSON a document is an array of blocks: `type` says which, then
///
/// | `type` | fields |
/// |---|---|
/// | `paragraph`, `subtext` | `inlines` |
/// | `heading` | `level`, `inlines` |
/// | `list` | `start` (absent: bullets), `items`: an array of arrays of blocks |
/// | `quote` | `blocks` |
/// | `code` | `language` (may be absent), `text` |
///
/// An inline is a string (plain text) or an object:
///
/// | `type` | fields |
/// |---|---|
/// | `break` | – |
/// | `bold`, `italic`, `underline`, `strikethrough`, `spoiler` | `inlines` |
/// | `code` | `text` |
/// | `link` | `url` (http or https), `inlines` |
/// | `user`, `role`, `channel` | `id` |
/// | `command` | `name`, `id` |
/// | `emoji` | `name`, `id`, `animated` |
/// | `time` | `seconds`, `style` (may be absent) |
package struct MarkdownDocument: Sendable, Equatable {
    package static let maxDepth = 16

    package let blocks: [Block]

    package init(parsing text: String) {
        let bytes = Array(text.utf8)
        var parser = BlockParser(bytes: bytes, lines: BlockParser.lines(of: bytes))
        blocks = parser.parse()
    }
}
