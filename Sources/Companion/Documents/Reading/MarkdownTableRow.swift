/// The cells of a line such as `| a | b |`.
enum MarkdownTableRow {
    static func cells(of text: ArraySlice<UInt8>) -> [[UInt8]] {
        parts(of: text).map { MarkdownInlines.plain(Array($0.trimmed)) }
    }

    /// The number of columns, where the line is the one under a header: `|---|:-:|`.
    static func columns(ruledBy text: ArraySlice<UInt8>) -> Int? {
        guard text.contains(UInt8(ascii: "-")), text.allSatisfy({ $0.isSpace || "|-:".utf8.contains($0) }) else {
            return nil
        }
        let parts = parts(of: text).map(\.trimmed)
        return parts.allSatisfy { $0.contains(UInt8(ascii: "-")) } ? parts.count : nil
    }

    /// What stands between the bars, but for those with a backslash before them.
    private static func parts(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let ink = text.trimmed
        var parts: [ArraySlice<UInt8>] = []
        var start = ink.first == bar ? ink.startIndex + 1 : ink.startIndex
        var isEscaped = false
        for index in ink.indices[start...] {
            if ink[index] == bar, !isEscaped {
                parts.append(ink[start..<index])
                start = index + 1
            }
            isEscaped = ink[index] == UInt8(ascii: "\\") && !isEscaped
        }
        if start < ink.endIndex { parts.append(ink[start...]) }
        return parts
    }

    private static let bar = UInt8(ascii: "|")
}
