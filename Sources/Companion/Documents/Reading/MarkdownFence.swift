/// The line that begins a stretch of code: three or more backticks or tildes.
struct MarkdownFence {
    private let sign: UInt8
    private let width: Int

    init?(_ line: SourceLines.Line) {
        let ink = line.ink
        guard let sign = ink.first, sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
        let width = ink.prefix { $0 == sign }.count
        // Behind backticks a name may stand, but no more of them: that is code within a line.
        guard width >= 3, sign != UInt8(ascii: "`") || !ink.dropFirst(width).contains(sign) else { return nil }
        self.sign = sign
        self.width = width
    }

    func isClosed(by text: ArraySlice<UInt8>) -> Bool {
        let ink = text.trimmed
        return ink.count >= width && ink.allSatisfy { $0 == sign }
    }
}
