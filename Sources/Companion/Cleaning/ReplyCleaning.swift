/// Takes out of a reply, while it streams, what the model did not mean to say.
///
/// Feed it the pieces as they come; what it returns, put together, is the
/// same however the text was cut into pieces. It works on scalars, so neither
/// characters nor tags need to arrive whole.
///
/// - **Think blocks** (`<think>`, `<thinking>`, `<thought>`, `<reasoning>`) go,
///   also when they are never closed. A closing tag without an opening one goes
///   alone: what came before it has been shown already. For models whose
///   template opens the block itself there is `beginsThinking`.
/// - **Tags** of chat templates and labels such as `[MOOD: happy]` go.
/// - **Role prefixes** (`Assistant:`, the persona's name) go before the first word, at most two.
/// - **`TOOL:` lines** are withheld and collected in ``toolLines``.
/// - At a line that begins with **somebody else's name** the reply ends: see ``cutAtForeignTurn``.
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
    /// Tool lines kept, and how long each may be, in bytes; the rest is dropped.
    package static let maxToolLines = 32
    package static let maxToolLine = 2_000

    private enum Mode {
        case text
        /// In a think block, with the tag that may be closing it.
        case thinking(tag: String)
        case toolLine
        case ended
    }

    /// Textual tool calls, as the model wrote them.
    package private(set) var toolLines: [String] = []
    /// The model began to speak for somebody else, so the rest was dropped: the stream can be stopped.
    package private(set) var cutAtForeignTurn = false

    private let patterns: LeakPatterns
    private var sight = SightFilter()
    private var code = CodeTracker()
    private var mode: Mode
    /// What may still become a leak.
    private var candidate: [Unicode.Scalar] = []
    /// White space and backslashes that are shown only if something follows.
    private var space: [Unicode.Scalar] = []
    private var toolLine = ""
    private var rolePrefixes = 0
    private var hasShown = false
    /// Something was taken out behind white space, so the blanks after it go too.
    private var skipsBlank = false
    private var visible = String.UnicodeScalarView()

    /// - Parameters:
    ///   - names: what the persona is called.
    ///   - others: who else takes part, as the prompt names them.
    ///   - beginsThinking: the model's template has already opened a think block.
    ///   - removesThinking: `CLEAN_THINKING_OUTPUT`.
    package init(
        names: [String] = [], others: [String] = [], beginsThinking: Bool = false, removesThinking: Bool = true
    ) {
        patterns = LeakPatterns(names: names, others: others, removesThinking: removesThinking)
        mode = beginsThinking && removesThinking ? .thinking(tag: "") : .text
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
        endToolLine()
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
                case .text: show(candidate.removeFirst())
                case .leak(let leak, let length): take(out: leak, length: length)
                }
            case .thinking(let tag): think(candidate.removeFirst(), tag: tag)
            case .toolLine: addToToolLine(candidate.removeFirst())
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
        if first == "[" { all += [patterns.label, patterns.fixedTag] }
        guard code.isAtLineStart else { return all }
        all.append(patterns.toolLine)
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
        case .toolLine:
            mode = .toolLine
            while let last = space.last, last == " " || last == "\t" { space.removeLast() }
            toolLine = String(String.UnicodeScalarView(text))
        case .foreignTurn where hasShown:
            mode = .ended
            cutAtForeignTurn = true
        case .foreignTurn: break
        }
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

    private mutating func addToToolLine(_ scalar: Unicode.Scalar) {
        if scalar == "\n" {
            endToolLine()
        } else if toolLine.utf8.count < Self.maxToolLine {
            toolLine.unicodeScalars.append(scalar)
        }
    }

    private mutating func endToolLine() {
        guard case .toolLine = mode else { return }
        mode = .text
        if toolLines.count < Self.maxToolLines { toolLines.append(toolLine) }
    }

    /// Keeps the white space before and after what is taken out from adding up.
    private mutating func joinUp() { skipsBlank = space.last?.isSpace ?? code.isAtLineStart }

    // MARK: Showing

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
