import Inference

/// Takes `name=value, other="text, with (signs)")` apart, up to the bracket that closes the call.
struct ArgumentScanner {
    struct Argument: Equatable {
        var name: String?
        var value: JSONValue
    }

    private static let quotes: [Character: Character] = ["\"": "\"", "'": "'", "“": "”", "`": "`"]

    private var rest: Substring
    private var isAtEnd = false

    init(_ text: Substring) { rest = text }

    /// The next argument; nil at the end of the call or the line.
    mutating func next() -> Argument? {
        skip { $0.isWhitespace || $0 == "," }
        guard !isAtEnd, let first = rest.first, !")]}".contains(first) else { return nil }
        let name = takeName()
        skip(\.isWhitespace)
        let value = Self.quotes[rest.first ?? " "].flatMap { takeQuoted($0) } ?? takeBare()
        return Argument(name: name, value: value)
    }

    /// A word before `=` or `:`, but not before `==` or `://`; in quotes too, as in JSON.
    private mutating func takeName() -> String? {
        let quote = rest.prefix { $0 == "\"" || $0 == "'" }.prefix(1)
        let name = rest.dropFirst(quote.count).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard rest.dropFirst(quote.count + name.count).hasPrefix(quote) else { return nil }
        let after = rest.dropFirst(2 * quote.count + name.count).drop(while: \.isWhitespace)
        guard name.first.map({ $0.isLetter || $0 == "_" }) ?? false, let sign = after.first, sign == "=" || sign == ":",
            case let next = after.dropFirst().first, next != "=",
            sign == "=" || next?.isWhitespace ?? true || next == "\""
        else { return nil }
        rest = after.dropFirst()
        return name.lowercased()
    }

    /// Up to the closing quote, which must be followed by a comma, a bracket or the end. Else the quote was
    /// a part of the text.
    private mutating func takeQuoted(_ close: Character) -> JSONValue? {
        var text = ""
        var isEscaped = false
        for index in rest.indices.dropFirst() {
            let character = rest[index]
            if isEscaped {
                text.append(character == "n" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == close {
                let after = rest[index...].dropFirst().drop(while: \.isWhitespace)
                guard after.isEmpty || after.first == "," || after.first == ")" else { return nil }
                rest = after
                return .string(text)
            } else {
                text.append(character)
            }
        }
        return nil
    }

    /// Up to a comma or the closing bracket, brackets inside counted.
    private mutating func takeBare() -> JSONValue {
        var depth = 0
        let text = rest.prefix { character in
            if "([{".contains(character) { depth += 1 }
            if ")]}".contains(character) { depth -= 1 }
            return depth >= 0 && (character != "," || depth > 0)
        }
        rest = rest.dropFirst(text.count)
        isAtEnd = rest.first != ","
        return Self.value(text.trimming { $0.isWhitespace || $0 == "\"" || $0 == "“" || $0 == "”" })
    }

    private static func value(_ written: String) -> JSONValue {
        switch written.lowercased() {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null", "none": return .null
        default: break
        }
        // Only what comes out as it was written is a number: 007 and 1e3 stay texts.
        if let number = Double(written), NumberText.short(number) == written { return .number(number) }
        return .string(written)
    }

    private mutating func skip(_ belongs: (Character) -> Bool) { rest = rest.drop(while: belongs) }
}
