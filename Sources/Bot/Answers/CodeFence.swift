/// A code block that was opened: three or more backticks, perhaps the name of a language.
struct CodeFence: Sendable, Equatable {
    var width: Int
    var language: String
    /// Nothing of the code has come yet.
    var isFresh = true

    private var mark: String { String(repeating: "`", count: min(width, 15)) }
    var opening: String { mark + language + "\n" }
    var closing: String { "\n" + mark }
}

/// Follows a text character by character and knows whether it is inside of a code block.
struct FenceScan {
    private(set) var open: CodeFence?
    private var run = 0
    /// Where what stands behind the opening backticks began; nil where it cannot be a language.
    private var infoStart: Int?

    init(open: CodeFence?) { self.open = open }

    mutating func take(_ index: Int, of text: TextCursor) {
        let kind = text.kinds[index]
        if kind == .backtick {
            run += 1
            infoStart = nil
            return
        }
        endRun(before: index)
        guard open?.isFresh == true else { return }
        if kind == .newline {
            open?.language = infoStart.map { String(text[$0..<index]) } ?? ""
            open?.isFresh = false
        } else if let start = infoStart, index - start < 32, kind == .letterOfName || kind == .sentenceMark {
            // Still a name.
        } else {
            infoStart = nil
            open?.isFresh = false
        }
    }

    /// Three backticks open a block; as many or more close it.
    mutating func endRun(before index: Int) {
        defer { run = 0 }
        guard run >= 3 else { return }
        if let fence = open {
            if run >= fence.width { open = nil }
        } else {
            open = CodeFence(width: run, language: "")
            infoStart = index
        }
    }
}
