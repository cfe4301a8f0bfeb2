/// What models write that no reader should see, and how to recognise it.
struct LeakPatterns: Sendable {
    enum Leak: Equatable {
        /// A tag or label to be taken out.
        case tag
        /// `Assistant:` and the like before the first word.
        case rolePrefix
        /// The start of a block that is taken out up to its closing tag.
        case thinking
        /// The start of a textual tool call.
        case toolCall(ToolCallHead.Form)
        /// The model begins to write somebody else's lines.
        case foreignTurn
    }

    typealias Pattern = (inout LeakCursor) -> Leak?

    private let removesThinking: Bool
    /// Who the model is, in lower case.
    private let own: [String]
    /// Who it is not, in lower case.
    private let others: [String]

    init(names: [String], others: [String], removesThinking: Bool) {
        let own = SpeakerName.prepared(["system", "assistant", "ai"] + names)
        self.own = own
        self.others = SpeakerName.prepared(others).filter { !own.contains($0) && $0.unicodeScalars.count > 1 }
        self.removesThinking = removesThinking
    }

    // MARK: Think blocks

    private static let thinkNames = ["think>", "thinking>", "thought>", "reasoning>"]

    func thinkTag(_ text: inout LeakCursor) -> Leak? {
        guard removesThinking, text.take("<") else { return nil }
        let isClosing = text.take("/")
        guard Self.thinkNames.contains(where: { text.takeAnyCase($0) }) else { return nil }
        return isClosing ? .tag : .thinking
    }

    static func closesThinking(_ tag: String) -> Bool {
        thinkNames.contains { tag.lowercased() == "</" + $0 }
    }

    // MARK: Tags of chat templates

    /// `<|im_start|>` and its kin, also with the full-width bars that some models use.
    func templateTag(_ text: inout LeakCursor) -> Leak? {
        let isBar = { (scalar: Unicode.Scalar) in scalar == "|" || scalar == "｜" }
        guard text.take("<"), text.take(where: isBar) else { return nil }
        let name = text.takeAll(limit: 40) { $0.isWord || $0 == " " || $0 == "▁" }
        guard !name.isEmpty, text.take(where: isBar), text.take(">") else { return nil }
        if Self.foreignRoles.contains(name) { return .foreignTurn }
        return ["im_start", "start_header_id", "start"].contains(name) ? role(&text) : .tag
    }

    private static let fixedTags = [
        "<s>", "</s>", "<bos>", "<eos>", "<pad>", "<unk>", "<end_of_turn>", "<<SYS>>", "<</SYS>>", "[INST]", "[/INST]",
    ]

    func fixedTag(_ text: inout LeakCursor) -> Leak? {
        if Self.fixedTags.contains(where: { text.take($0) }) { return .tag }
        return text.take("<start_of_turn>") ? role(&text) : nil
    }

    private static let ownRoles = ["assistant", "model", "system"]
    private static let foreignRoles = ["user", "human", "tool", "function"]

    /// The word behind a tag that begins a turn says whose turn it is.
    private func role(_ text: inout LeakCursor) -> Leak? {
        var leak = Leak.tag
        _ = text.attempt { text in
            let word = text.takeAll(limit: 12, where: \.isWord)
            let next = text.peek()
            guard next == nil || next == "\n" || next == "<" else { return false }
            if Self.foreignRoles.contains(word) { leak = .foreignTurn }
            return leak == .foreignTurn || Self.ownRoles.contains(word)
        }
        return text.needsMore ? nil : leak
    }

    // MARK: Tool calls

    func toolCall(_ text: inout LeakCursor) -> Leak? { ToolCallHead(&text).map { .toolCall($0.form) } }

    // MARK: Labels

    /// `[MOOD: happy]`, but not where it is the label of a link.
    func label(_ text: inout LeakCursor) -> Leak? {
        guard text.take("["), text.take(where: \.isCapital) else { return nil }
        let isName = { (scalar: Unicode.Scalar) in
            scalar.isCapital || scalar == " " || scalar == "-" || (scalar.isWord && !("a"..."z").contains(scalar))
        }
        let name = text.takeAll(limit: 30, where: isName)
        guard !name.isEmpty, text.take(":") else { return nil }
        let value = text.takeAll(limit: 90) { $0 != "[" && $0 != "]" && $0 != "\n" }
        guard value.contains(where: { !$0.isWhitespace }), text.take("]") else { return nil }
        let next = text.peek()
        return text.needsMore || next == "(" ? nil : .tag
    }

    // MARK: At the start of a line

    /// `User:` or `Human:` with a capital, or the name of somebody else who is there.
    func foreignTurn(_ text: inout LeakCursor) -> Leak? {
        let speaker = SpeakerName(&text)
        let isForeign =
            ["User", "USER", "Human", "HUMAN"].contains { speaker.isNamed($0, anyCase: false, in: &text) }
            || others.contains { speaker.isNamed($0, in: &text) }
        guard isForeign else { return nil }
        let next = text.peek()
        return !text.needsMore && next?.isSpace != false ? .foreignTurn : nil
    }

    /// `System:`, `Assistant:`, `AI:` or one of the model's own names, also in bold or brackets.
    func rolePrefix(_ text: inout LeakCursor) -> Leak? {
        let speaker = SpeakerName(&text)
        return own.contains { speaker.isNamed($0, in: &text) } ? .rolePrefix : nil
    }
}
