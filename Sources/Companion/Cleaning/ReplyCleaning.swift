/// Takes out of a reply, while it streams, what the model did not mean to say.
///
/// Feed it the pieces as they come; what it returns, put together, is the
/// same however the text was cut into pieces. It works on scalars, so neither
/// characters nor tags need to arrive whole.
///
/// - **Think blocks** (`<think>`, `<thinking>`, `<thought>`, `<reasoning>`) go,
///   also when they are never closed. A closing tag without an opening one goes
///   alone: what came before it has been shown already.
/// - **Tags** of chat templates and labels such as `[MOOD: happy]` go.
/// - **Role prefixes** (`Assistant:`, the persona's name) go before the first word, at most two.
/// - **Tool calls** in text (``ToolCallHead``) are withheld and collected in ``toolCalls``.
/// - The reply **ends** at a line that begins with somebody else's name, behind its
///   tool calls, and where it says the same over and over outside of fences: see ``ending``.
/// - White space, and backslashes, around the whole go; control and invisible characters go everywhere.
///
/// Code, fenced or inline, keeps everything but control and invisible characters.
/// Quotes around a whole reply stay: the first one is long shown when the last one comes.
package struct ReplyCleaning: Sendable {
    /// Scalars that may wait for what follows: at most ``maxCandidate`` that may
    /// become a leak (longer ones are text) and ``maxSpace`` of white space
    /// (in code more of it is let through, elsewhere it is dropped).
    package static let maxHeld = 200
    static let maxCandidate = 130
    static let maxSpace = 60
    /// Tool calls kept; the rest is dropped.
    package static let maxToolCalls = 32
    /// How long a tool call may be, in scalars. At a longer one, which is dropped, the reply ends.
    package static let maxToolCall = 4_000

    /// Why a reply ends before the model does.
    package enum Ending: Sendable {
        /// It began to speak for somebody else.
        case foreignTurn
        /// It went on behind a tool call, most likely with a result that it made up.
        case toolCall
        /// It says the same thing over and over.
        case loop
    }

    private enum Mode {
        case text
        /// In a think block, with the tag that may be closing it.
        case thinking(tag: String)
        case toolCall(ToolCallHead.Form)
        case ended
    }

    /// Textual tool calls, as the model wrote them.
    package private(set) var toolCalls: [String] = []
    /// Set once nothing more is read: the stream can be stopped.
    package private(set) var ending: Ending?

    private let patterns: LeakPatterns
    private var sight = SightFilter()
    private var code = CodeTracker()
    private var repetition: RepetitionGuard
    private var mode = Mode.text
    /// What may still become a leak.
    private var candidate: [Unicode.Scalar] = []
    /// White space and backslashes that are shown only if something follows.
    private var space: [Unicode.Scalar] = []
    private var toolCall: [Unicode.Scalar] = []
    /// Behind a tool call, even one that was dropped.
    private var hasCalled = false
    private var rolePrefixes = 0
    private var hasShown = false
    /// Something was taken out behind white space, so the blanks after it go too.
    private var skipsBlank = false
    private var visible = String.UnicodeScalarView()

    /// - Parameters:
    ///   - names: what the persona is called.
    ///   - others: who else takes part, as the prompt names them.
    ///   - removesThinking: `CLEAN_THINKING_OUTPUT`.
    ///   - modelIsSmall: it is taken to be stuck sooner.
    package init(
        names: [String] = [], others: [String] = [], removesThinking: Bool = true, modelIsSmall: Bool = false
    ) {
        patterns = LeakPatterns(names: names, others: others, removesThinking: removesThinking)
        repetition = RepetitionGuard(ofSmallModel: modelIsSmall)
    }

    /// Scalars that wait for what follows.
    package var heldBack: Int { candidate.count + space.count + (sight.isHolding ? 1 : 0) }

    /// Takes in the next piece and returns what can be shown now.
    package mutating func push(_ piece: String) -> String {
        var seen: [Unicode.Scalar] = []
        for scalar in piece.unicodeScalars {
            sight.push(scalar, into: &seen)
            for scalar in seen {
                candidate.append(scalar)
                settle(isEnd: false)
            }
            seen.removeAll(keepingCapacity: true)
        }
        return takeVisible()
    }

    /// The text is complete: returns what was still held back.
    package mutating func finish() -> String {
        settle(isEnd: true)
        endToolCall()
        mode = .ended
        space = []
        return takeVisible()
    }

    private mutating func takeVisible() -> String {
        defer { visible = String.UnicodeScalarView() }
        return String(visible)
    }

    // MARK: Deciding

    private mutating func settle(isEnd: Bool) {
        while let first = candidate.first {
            switch mode {
            case .text:
                code.meet(first)
                switch verdict(first, isEnd: isEnd) {
                case .wait: return
                case .text: say(candidate.removeFirst())
                case .leak(let leak, let length): take(out: leak, length: length)
                }
            case .thinking(let tag): think(candidate.removeFirst(), tag: tag)
            case .toolCall(let form): addToToolCall(candidate.removeFirst(), form)
            case .ended: candidate = []
            }
        }
    }

    private enum Verdict {
        case text, wait
        case leak(LeakPatterns.Leak, length: Int)
    }

    private func verdict(_ first: Unicode.Scalar, isEnd: Bool) -> Verdict {
        var needsMore = false
        for pattern in patterns(for: first) {
            var text = LeakCursor(candidate, isEnd: isEnd)
            if let leak = pattern(&text) { return .leak(leak, length: text.index) }
            needsMore = needsMore || text.needsMore
        }
        return needsMore && candidate.count < Self.maxCandidate ? .wait : .text
    }

    private func patterns(for first: Unicode.Scalar) -> [LeakPatterns.Pattern] {
        guard !code.isInCode, !first.isSpace else { return [] }
        var all: [LeakPatterns.Pattern] = []
        if first == "<" { all += [patterns.thinkTag, patterns.templateTag, patterns.fixedTag] }
        if first == "<" || code.isAtLineStart { all.append(patterns.toolCall) }
        if first == "[" { all += [patterns.label, patterns.fixedTag] }
        guard code.isAtLineStart else { return all }
        if hasShown { all.append(patterns.foreignTurn) }
        if !hasShown, space.isEmpty, rolePrefixes < 2 { all.append(patterns.rolePrefix) }
        return all
    }

    private mutating func take(out leak: LeakPatterns.Leak, length: Int) {
        let text = candidate.prefix(length)
        candidate.removeFirst(length)
        switch leak {
        case .tag: joinUp()
        case .rolePrefix: rolePrefixes += 1
        case .thinking: mode = .thinking(tag: "")
        case .toolCall(let form):
            mode = .toolCall(form)
            hasCalled = true
            toolCall = Array(text)
        case .foreignTurn where hasShown: end(.foreignTurn)
        case .foreignTurn: break
        }
    }

    private mutating func end(_ ending: Ending) {
        mode = .ended
        self.ending = ending
    }

    // MARK: Taking out

    private mutating func think(_ scalar: Unicode.Scalar, tag: String) {
        guard scalar == "<" || !tag.isEmpty else { return }
        let tag = scalar == "<" ? "<" : tag + String(scalar)
        if LeakPatterns.closesThinking(tag) {
            mode = .text
            joinUp()
        } else {
            mode = .thinking(tag: tag.utf8.count > 16 ? "" : tag)
        }
    }

    private mutating func addToToolCall(_ scalar: Unicode.Scalar, _ form: ToolCallHead.Form) {
        if form == .line, scalar == "\n" { return endToolCall() }
        toolCall.append(scalar)
        if toolCall.count > Self.maxToolCall {
            end(.toolCall)
        } else if form == .block, toolCall.reversed().starts(with: ToolCallHead.blockEnd.unicodeScalars.reversed()) {
            endToolCall()
        }
    }

    private mutating func endToolCall() {
        guard case .toolCall = mode else { return }
        mode = .text
        if toolCalls.count < Self.maxToolCalls { toolCalls.append(String(String.UnicodeScalarView(toolCall))) }
    }

    /// Keeps the white space before and after what is taken out from adding up.
    private mutating func joinUp() { skipsBlank = space.last?.isSpace ?? code.isAtLineStart }

    // MARK: Showing

    /// Shows a scalar; behind a tool call only blanks are passed over, until another one comes.
    private mutating func say(_ scalar: Unicode.Scalar) {
        if hasCalled {
            if scalar.isSpace { code.advance(scalar) } else { end(.toolCall) }
            return
        }
        show(scalar)
        if !code.isInFence, repetition.push(scalar) { end(.loop) }
    }

    private mutating func show(_ scalar: Unicode.Scalar) {
        code.advance(scalar)
        if skipsBlank, scalar == " " { return }
        skipsBlank = false
        guard scalar.isSpace || (scalar == "\\" && !code.isInCode) else {
            showSpace()
            hasShown = true
            return visible.append(scalar)
        }
        if scalar.isSpace, !hasShown, space.isEmpty { return }
        if space.count >= Self.maxSpace {
            guard code.isInCode else { return }
            showSpace()
        }
        space.append(scalar)
    }

    private mutating func showSpace() {
        for scalar in space { visible.append(scalar) }
        space.removeAll(keepingCapacity: true)
    }
}
