/// Looks for the best place to cut a window of a text that is too long for one message.
struct CutSearch {
    struct Cut {
        var position: Int
        /// The code block that is cut through.
        var fence: CodeFence?
    }

    private enum Place: Int, CaseIterable { case paragraph, line, sentence, word }

    private let window: Range<Int>
    private var scan: FenceScan
    private var before: (last: TextCursor.Kind, lastButOne: TextCursor.Kind) = (.other, .other)
    /// The last cut of each kind outside of code, then those inside of it.
    private var outside: [Int?] = Array(repeating: nil, count: Place.allCases.count)
    private var inside: (line: Cut?, any: Cut?)
    private var fenceStart: Int?
    /// Where the code of an open block begins: to cut there would leave an empty block.
    private var codeStart: Int?
    private var runStart: Int?
    /// The last place between two characters that are not backticks.
    private var between: Cut?

    /// - Parameter window: never empty.
    init(window: Range<Int>, open: CodeFence?) {
        self.window = window
        scan = FenceScan(open: open)
    }

    /// Each index of the window, in order.
    mutating func take(_ index: Int, of text: TextCursor) {
        let kind = text.kinds[index]
        if kind == .backtick {
            runStart = runStart ?? index
        } else if let start = runStart {
            let wasOpen = scan.open != nil
            scan.endRun(before: index)
            if !wasOpen, scan.open != nil { fenceStart = start }
            runStart = nil
        }
        if index > window.lowerBound, !(kind == .backtick && before.last == .backtick) { note(index) }
        scan.take(index, of: text)
        before = (kind, before.last)
    }

    var best: Cut {
        let half = window.lowerBound + window.count / 2
        for place in [Place.paragraph, .line] {
            if let position = outside[place.rawValue], position >= half { return Cut(position: position) }
        }
        if scan.open != nil {
            if let start = fenceStart, start >= window.lowerBound + window.count / 4 { return Cut(position: start) }
            if let line = inside.line, line.position >= half { return line }
            if let cut = inside.any, fenceStart == nil { return cut }
        }
        for place in [Place.sentence, .word] {
            if let position = outside[place.rawValue], position >= half { return Cut(position: position) }
        }
        if let line = inside.line { return line }
        if let position = outside.compactMap(\.self).max(), position > window.lowerBound + window.count / 8 {
            return Cut(position: position)
        }
        return between ?? Cut(position: window.upperBound, fence: scan.open)
    }

    private mutating func note(_ index: Int) {
        let cut = Cut(position: index, fence: scan.open)
        between = cut
        if let fence = cut.fence {
            guard !fence.isFresh, let codeStart, codeStart < index else {
                codeStart = fence.isFresh ? nil : index
                return
            }
            if before.last == .newline { inside.line = cut }
            inside.any = cut
            return
        }
        codeStart = nil
        guard before.last.isBlank else { return }
        outside[Place.word.rawValue] = index
        if before.last == .newline { outside[Place.line.rawValue] = index }
        if before == (.newline, .newline) { outside[Place.paragraph.rawValue] = index }
        if before.lastButOne == .sentenceMark { outside[Place.sentence.rawValue] = index }
    }
}
