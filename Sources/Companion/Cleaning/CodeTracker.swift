/// Knows, scalar by scalar, whether text is inside code.
///
/// A fence (three or more backticks at the start of a line) ends at the next
/// run at least as long. Inline code ends at a run just as long, or with its
/// line, so that a lone backtick does not hide the rest of a reply.
struct CodeTracker {
    private var fence: Int?
    private var inline: Int?
    /// Backticks just read.
    private var run = 0
    private var runBeganLine = false
    /// The run has closed a fence, so it opens nothing.
    private var runIsSpent = false

    private(set) var isAtLineStart = true

    var isInFence: Bool { fence != nil }
    var isInCode: Bool { isInFence || inline != nil }

    /// Settles what came before, now that the next scalar is known.
    mutating func meet(_ next: Unicode.Scalar) {
        guard run > 0, next != "`" else { return }
        defer {
            run = 0
            runIsSpent = false
        }
        guard fence == nil, !runIsSpent else { return }
        if let width = inline {
            if width == run { inline = nil }
        } else if run >= 3, runBeganLine {
            fence = run
        } else {
            inline = run
        }
    }

    /// Takes in a scalar that stays in the text.
    mutating func advance(_ scalar: Unicode.Scalar) {
        meet(scalar)
        switch scalar {
        case "`":
            if run == 0 { runBeganLine = isAtLineStart }
            run += 1
            if let width = fence, run == width {
                fence = nil
                runIsSpent = true
            }
            isAtLineStart = false
        case "\n":
            inline = nil
            isAtLineStart = true
        case " ", "\t": break
        default: isAtLineStart = false
        }
    }
}
