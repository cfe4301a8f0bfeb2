/// Takes down a reply while it flows, to know at its end whether it may be given again.
struct ReplyRecord {
    private let limit: Int
    private var parts: [ReplyPart] = []
    /// Text or reasoning whose next piece may still come.
    private var piece: (text: String, isReasoning: Bool)?
    private var bytes = 0
    private var hasText = false
    private var isSpoilt = false

    /// - Parameter limit: in bytes of text; a longer reply is not kept.
    init(limit: Int) { self.limit = limit }

    mutating func note(_ part: ReplyPart) {
        guard !isSpoilt else { return }
        switch part {
        case .text(let text):
            hasText = hasText || !text.isBlank
            add(text, isReasoning: false)
        case .reasoning(let text): add(text, isReasoning: true)
        case .toolCall: spoil()
        case .usage, .finish:
            closePiece()
            parts.append(part)
        }
    }

    /// The whole reply with its text in one piece, if it ended as it should: it
    /// said something, all of it, and wants nothing done. Nil for anything else.
    var repeatable: [ReplyPart]? {
        hasText && !isSpoilt && parts.last == .finish(.stop) ? parts : nil
    }

    private mutating func add(_ text: String, isReasoning: Bool) {
        bytes &+= text.utf8.count
        guard bytes <= limit else { return spoil() }
        if piece?.isReasoning != isReasoning { closePiece() }
        if piece == nil { piece = ("", isReasoning) }
        piece?.text += text
    }

    private mutating func closePiece() {
        guard let piece else { return }
        parts.append(piece.isReasoning ? .reasoning(piece.text) : .text(piece.text))
        self.piece = nil
    }

    private mutating func spoil() {
        isSpoilt = true
        parts = []
        piece = nil
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
