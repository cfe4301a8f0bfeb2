/// Reads source code of any language: a block is what stands between blank lines at the left margin, which in most
/// languages is a declaration with the comment before it. A large one is parted where blank lines part its members.
struct CodeReader {
    /// Bytes of a declaration that stays one block.
    private static let wholeLimit = 1_500
    /// Columns before a member. What is indented deeper stays with what it is in.
    private static let memberIndent = 4

    private var builder = DocumentTextBuilder()
    /// The members of the declaration so far, and the one that is being read.
    private var parts: [SourceBlock] = []
    private var part = SourceBlock()
    private var isAfterBlank = false

    static func read(_ bytes: [UInt8]) throws(DocumentError) -> DocumentText {
        var reader = CodeReader()
        var lines = SourceLines(try TextDecoding.source(bytes))
        while let line = lines.take() { try reader.add(line) }
        try reader.endDeclaration()
        return try reader.builder.finish()
    }

    private mutating func add(_ line: SourceLines.Line) throws(DocumentError) {
        guard !line.isBlank else { return isAfterBlank = true }
        if isAfterBlank, Self.beginsPart(line) {
            if line.indent == 0 { try endDeclaration() } else { parts.append(part.take()) }
        }
        isAfterBlank = false
        part.add(line)
    }

    private mutating func endDeclaration() throws(DocumentError) {
        parts.append(part.take())
        defer { parts = [] }
        if parts.reduce(0, { $0 + $1.text.count }) <= Self.wholeLimit {
            let whole = parts.reduce(into: SourceBlock()) { $0.add($1) }
            return try builder.add(.code, whole.text, at: whole.location)
        }
        for part in parts { try builder.add(.code, part.text, at: part.location) }
    }

    /// What closes a bracket belongs to what opened it.
    private static func beginsPart(_ line: SourceLines.Line) -> Bool {
        guard line.indent <= memberIndent, let first = line.text.first(where: { !$0.isSpace }) else { return false }
        return !")]}".utf8.contains(first)
    }
}
