/// Cuts a text into messages that Discord takes, as long as they may be.
///
/// Discord counts code points, not UTF-16 units and not what a reader takes for one character
/// (<https://github.com/discord/discord-api-docs/issues/1315>), so Unicode scalars are what is counted here.
///
/// A cut is made at the end of a paragraph, else of a line, a sentence, a word, else between two characters.
/// Code keeps its fences: it stays whole where it can, else it is closed and opened again. No message is empty.
/// As long as text is only added at the end, all messages but the last stay as they are, so that an answer can be
/// shown while it grows.
struct MessageSplitter: Sendable {
    /// Code points of one message.
    static let limit = 2_000
    /// More messages than these are a file.
    static let mostMessages = 5
    /// Room for closing a fence, of at most 15 backticks.
    private static let reserve = 16

    private let limit: Int

    /// - Parameter limit: at least 100, so that fences leave room for what is in them.
    init(limit: Int = Self.limit) { self.limit = max(limit, 100) }

    /// Messages that are not empty, each as long as it may be; none for a text without ink.
    func split(_ text: String) -> [String] {
        var rest = TextCursor(text, longest: limit / 2)
        var messages: [String] = []
        var fence: CodeFence?
        while !rest.isAtEnd {
            let (message, next) = nextMessage(&rest, after: fence)
            if !message.allSatisfy(\.isWhitespace) { messages.append(message) }
            fence = next
        }
        return messages
    }

    private func nextMessage(_ rest: inout TextCursor, after fence: CodeFence?) -> (String, CodeFence?) {
        let opening = fence?.opening ?? ""
        let room = limit - opening.unicodeScalars.count
        if let last = lastMessage(&rest, after: fence, room: room) { return (last, nil) }
        let window = rest.position..<rest.windowEnd(within: room - Self.reserve)
        var cuts = CutSearch(window: window, open: fence)
        for index in window { cuts.take(index, of: rest) }
        let cut = cuts.best
        let text = opening + rest[window.lowerBound..<cut.position]
        rest.skip(to: cut.position)
        guard var open = cut.fence else {
            rest.skipBlanks()
            return (trimmed(text, isCode: fence != nil), nil)
        }
        open.isFresh = false
        let message = trimmed(text, isCode: true) + open.closing
        return (message, rest.take(closing: open) ? nil : open)
    }

    /// All that is left, if one message holds it.
    private func lastMessage(_ rest: inout TextCursor, after fence: CodeFence?, room: Int) -> String? {
        guard rest.windowEnd(within: room) == rest.end else { return nil }
        let left = rest.position..<rest.end
        var scan = FenceScan(open: fence)
        for index in left { scan.take(index, of: rest) }
        scan.endRun(before: rest.end)
        let closing = scan.open?.closing ?? ""
        guard closing.isEmpty || closing.unicodeScalars.count + rest.size(of: left) <= room else { return nil }
        rest.skip(to: rest.end)
        return trimmed((fence?.opening ?? "") + rest[left], isCode: fence != nil) + closing
    }

    /// White space around a message is not shown; within code its indentation is.
    private func trimmed(_ text: String, isCode: Bool) -> String {
        var text = Substring(text)
        if !isCode { text = text.drop(while: \.isNewline) }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
