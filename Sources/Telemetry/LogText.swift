/// Text in a log line: nobody whose words are logged can end the line or begin a field of their own.
enum LogText {
    /// Longer values are cut.
    static let longestValue = 500
    static let longestMessage = 2_000

    /// A value of logfmt: as it is where it is one plain word, quoted otherwise.
    static func logfmt(_ text: String) -> String {
        let cut = cut(text, longestValue)
        return !cut.isEmpty && cut.unicodeScalars.allSatisfy(isPlain) ? cut : quoted(cut)
    }

    /// A message may have blanks, as long as nothing in it looks like a field.
    static func message(_ text: String) -> String {
        let cut = cut(text, longestMessage)
        return cut.unicodeScalars.allSatisfy { $0 == " " || isPlain($0) } ? cut : quoted(cut)
    }

    /// A key of logfmt: what would end it becomes `_`.
    static func key(_ text: String) -> String {
        let scalars = text.unicodeScalars.prefix(60).map { isPlain($0) ? $0 : "_" }
        return scalars.isEmpty ? "_" : String(String.UnicodeScalarView(scalars))
    }

    /// Quoted with the escapes of JSON.
    private static func quoted(_ text: String) -> String {
        var line = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": line += "\\\""
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case _ where isInvisible(scalar):
                for unit in String(scalar).utf16 {
                    let hex = String(unit, radix: 16)
                    line += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
                }
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line + "\""
    }

    private static func cut(_ text: String, _ limit: Int) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + "…"
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar != " " && scalar != "=" && scalar != "\"" && scalar != "\\" && !isInvisible(scalar)
    }

    /// Control characters, and those that turn or hide what stands beside them.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: return true
        default: return false
        }
    }
}
