/// Looks for the best place to cut a window of text that is too long for one message.
struct CutSearch {
    struct Cut {
        /// Characters before the cut.
        var length: Int
        /// The code block that is cut through.
        var fence: CodeFence?
    }

    private enum Place: Int, CaseIterable { case paragraph, line, sentence, word }

    private var scan: FenceScan
    private var before: (last: Character?, lastButOne: Character?) = (nil, nil)
    /// The last cuts of each kind outside of code, then inside of it.
    private var outside: [Place: Int] = [:]
    private var inside: (line: Cut?, any: Cut?)
    private var fenceStart: Int?
    /// Where the code of an open block begins: to cut there would leave an empty block.
    private var codeStart: Int?
    private var runStart: Int?
    /// The last place between two characters that are not backticks.
    private var between = Cut(length: 0)

    init(open: CodeFence?) { scan = FenceScan(open: open) }

    mutating func take(_ character: Character, at index: Int) {
        if character == "`" {
            runStart = runStart ?? index
        } else if let start = runStart {
            let wasOpen = scan.open != nil
            scan.endRun()
            if !wasOpen, scan.open != nil { fenceStart = start }
            runStart = nil
        }
        if index > 0, !(character == "`" && before.last == "`") { note(index, isRun: character == "`") }
        scan.take(character)
        before = (character, before.last)
    }

    /// - Parameter window: what was taken; never empty.
    func best(for window: ArraySlice<Character>) -> Cut {
        let half = window.count / 2
        for place in [Place.paragraph, .line] {
            if let length = outside[place], length >= half { return Cut(length: length) }
        }
        if scan.open != nil {
            if let start = fenceStart, start >= window.count / 4 { return Cut(length: start) }
            if let line = inside.line, line.length >= half { return line }
            if let cut = inside.any, fenceStart == nil { return cut }
        }
        for place in [Place.sentence, .word] {
            if let length = outside[place], length >= half { return Cut(length: length) }
        }
        if let line = inside.line { return line }
        if let length = Place.allCases.compactMap({ outside[$0] }).max(), length > window.count / 8 {
            return Cut(length: length)
        }
        return between.length > 0 ? between : Cut(length: window.count, fence: scan.open)
    }

    private mutating func note(_ index: Int, isRun: Bool) {
        let fence = scan.open
        between = Cut(length: index, fence: fence)
        guard let last = before.last else { return }
        if let fence {
            guard !fence.isFresh, let codeStart, codeStart < index else {
                codeStart = fence.isFresh ? nil : index
                return
            }
            if last.isNewline { inside.line = Cut(length: index, fence: fence) }
            inside.any = between
            return
        }
        codeStart = nil
        guard last.isWhitespace else { return }
        outside[.word] = index
        if last.isNewline { outside[.line] = index }
        if last.isNewline, before.lastButOne?.isNewline == true { outside[.paragraph] = index }
        if let mark = before.lastButOne, ".!?…。！？".contains(mark) { outside[.sentence] = index }
    }
}
