extension String {
    /// At most `limit` characters of Unicode, and nothing in them that would break a line, colour a terminal or turn
    /// the direction of writing: names come from anywhere.
    func onOneLine(_ limit: Int) -> String {
        let isCut = unicodeScalars.dropFirst(limit).first != nil
        let plain = unicodeScalars.prefix(limit).map { Self.isOdd($0) ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(plain)) + (isCut ? "…" : "")
    }

    static func isOdd(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate: true
        default: false
        }
    }
}
