extension BlockParser {
    /// Code between fences of three or more backticks. As on Discord the
    /// closing one may stand anywhere in a line; what follows it is read on.
    mutating func takeFence(_ line: Line) -> Bool {
        let start = firstInk(in: line)
        let width = bytes.run(of: UInt8(ascii: "`"), from: start, to: line.upperBound)
        guard width >= 3 else { return false }
        let rest = (start + width)..<line.upperBound
        if let close = fence(of: width, in: rest) {
            append(.code(language: nil, text: bytes.text(rest.lowerBound..<close)))
            putBack((close + width)..<line.upperBound)
            return true
        }
        let language = language(in: rest)
        var code = language == nil && !isBlank(rest) ? [rest] : []
        takeCode(into: &code, width: width, indent: indent(of: line))
        append(.code(language: language, text: code.map(bytes.text).joined(separator: "\n")))
        return true
    }

    private mutating func takeCode(into code: inout [Line], width: Int, indent: Int) {
        while let line = takeLine() {
            guard let close = fence(of: width, in: line) else {
                code.append(outdented(line, by: indent))
                continue
            }
            let before = outdented(line.lowerBound..<close, by: indent)
            if !isBlank(before) { code.append(before) }
            putBack((close + width)..<line.upperBound)
            return
        }
    }

    /// Where the first `width` backticks in a row stand in `range`.
    private func fence(of width: Int, in range: Range<Int>) -> Int? {
        var run = 0
        for index in range {
            run = bytes[index] == UInt8(ascii: "`") ? run + 1 : 0
            if run == width { return index + 1 - width }
        }
        return nil
    }

    /// The info string of a fence, where it is a plain name such as `swift` or `c++`.
    private func language(in info: Range<Int>) -> String? {
        let name = bytes[firstInk(in: info)..<info.upperBound].prefix { !$0.isSpace }
        let isName = name.allSatisfy { $0.isWord || [0x2B, 0x2D, 0x2E, 0x23].contains($0) }  // + - . #
        guard (1...32).contains(name.count), isName, isBlank(name.endIndex..<info.upperBound) else { return nil }
        return String(decoding: name, as: UTF8.self)
    }
}
