/// How a textual tool call begins: the one rule of what is taken for a call.
///
/// - At the start of a line `TOOL:`, in any case, with a name and then `(` or `{`; a name with an underscore may
///   also end its line. List, quote and code marks may stand before it, or the first line of a code fence.
/// - Anywhere `<tool_call>` with `{` behind it, as the templates of Hermes and Qwen have it.
struct ToolCallHead {
    enum Form {
        /// The arguments follow, up to the end of the line.
        case line
        /// A JSON object follows, up to ``blockEnd``.
        case block
    }

    static let longestName = 64
    static let blockEnd = "</tool_call>"

    let form: Form
    /// Empty for a block, whose JSON holds it.
    let name: String

    /// Takes the head and leaves what follows it.
    init?(_ text: inout LeakCursor) {
        if text.take("<tool_call>") {
            _ = text.takeAll(limit: 8, where: \.isSpace)
            guard text.peek() == "{" else { return nil }
            (form, name) = (.block, "")
        } else {
            guard let name = Self.name(&text) else { return nil }
            (form, self.name) = (.line, name)
        }
    }

    private static func name(_ text: inout LeakCursor) -> String? {
        _ = text.attempt(fenceStart)
        _ = text.takeAll(limit: 8) { isBlank($0) || "-*>`•".unicodeScalars.contains($0) }
        guard text.takeAnyCase("tool:") else { return nil }
        _ = text.takeAll(limit: 8) { isBlank($0) || $0 == "*" || $0 == "`" }
        let name = text.takeAll(limit: longestName) { $0.isWord || $0 == "-" }
        guard !name.isEmpty else { return nil }
        let isNameAlone = name.contains("_") && text.attempt(lineEnd)
        _ = text.takeAll(limit: 8, where: isBlank)
        return isNameAlone || text.peek() == "(" || text.peek() == "{" ? name : nil
    }

    private static func fenceStart(_ text: inout LeakCursor) -> Bool {
        text.takeAll(limit: 6) { $0 == "`" }.count >= 3 && text.takeAll(limit: 20, where: \.isWord).count < 20
            && text.take("\n")
    }

    private static func lineEnd(_ text: inout LeakCursor) -> Bool {
        _ = text.takeAll(limit: 8) { isBlank($0) || "`*.".unicodeScalars.contains($0) }
        let next = text.peek()
        return !text.needsMore && (next == nil || next == "\n")
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
