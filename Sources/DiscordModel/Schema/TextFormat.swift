/// The formats that a schema may ask of a text.
enum TextFormat {
    /// Formats that are not known are not looked at, as JSON Schema wants it.
    static func isRight(_ text: String, as format: String) -> Bool {
        switch format {
        case "snowflake": isSnowflake(text)
        case "date-time": Timestamp(text) != nil
        case "uri": isURI(text)
        case "nonce": text.unicodeScalars.count <= 25
        default: true
        }
    }

    static func matches(_ text: String, _ pattern: String) -> Bool {
        guard let regex = try? Regex(pattern) else { return true }  // one that Swift lacks cannot be looked at
        return text.contains(regex)
    }

    private static func isSnowflake(_ text: String) -> Bool {
        Snowflake(text) != nil && (text == "0" || !text.hasPrefix("0"))
    }

    /// A scheme, and something behind it (RFC 3986, section 3).
    private static func isURI(_ text: String) -> Bool {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = text.utf8[..<colon]
        let isNamed = scheme.first.map(isLetter) == true && scheme.allSatisfy { isLetter($0) || isSign($0) }
        return isNamed && text.utf8.index(after: colon) < text.endIndex
            && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isSign(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.".utf8.contains(byte)
    }
}
