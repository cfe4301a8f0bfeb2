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
struct FenceScan: Sendable {
    private(set) var open: CodeFence?
    private var run = 0
    /// What stands behind the opening backticks, until the line ends; nil where it cannot be a language.
    private var info: String?

    init(open: CodeFence?) { self.open = open }

    /// Whether the next character may belong to a run of backticks that began.
    var isInRun: Bool { run > 0 }

    mutating func take(_ character: Character) {
        if character == "`" {
            run += 1
            info = nil
            return
        }
        endRun()
        guard open?.isFresh == true else { return }
        if character.isNewline {
            open?.language = info ?? ""
            open?.isFresh = false
        } else if let name = info, name.count < 32, character.isASCII, !character.isWhitespace {
            info = name + String(character)
        } else {
            info = nil
            open?.isFresh = false
        }
    }

    /// Three backticks open a block; as many or more close it.
    mutating func endRun() {
        defer { run = 0 }
        guard run >= 3 else { return }
        if let fence = open {
            if run >= fence.width { open = nil }
        } else {
            open = CodeFence(width: run, language: "")
            info = ""
        }
    }
}
