/// Reads JSON as RFC 8259 has it, with lines, in one pass and at most `depthLimit` levels deep.
///
/// Stricter in one thing: control characters other than tab and line breaks are refused even as
/// escapes, because nothing that is shown or sent to a model should hold them.
struct MarkedJSONReader {
    static let depthLimit = 32

    private var rest: ArraySlice<UInt8>
    private var line = 1
    private var depth = 0

    /// The one value that `text` holds.
    static func read(_ text: String) throws(MarkedJSON.Unreadable) -> MarkedJSON {
        var reader = MarkedJSONReader(rest: Array(text.utf8)[...])
        reader.skipByteOrderMark()
        let document = try reader.value()
        reader.skipSpace()
        guard reader.rest.isEmpty else { throw reader.unexpected("after the end") }
        return document
    }

    private init(rest: ArraySlice<UInt8>) { self.rest = rest }

    private mutating func value() throws(MarkedJSON.Unreadable) -> MarkedJSON {
        skipSpace()
        let start = line
        let value: MarkedJSON.Value
        switch rest.first {
        case UInt8(ascii: "{"):
            value = .object(try nested { reader throws(MarkedJSON.Unreadable) in try reader.members() })
        case UInt8(ascii: "["):
            value = .array(try nested { reader throws(MarkedJSON.Unreadable) in try reader.items() })
        case UInt8(ascii: "\""): value = .string(try string())
        case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: value = .number(try number())
        case (UInt8(ascii: "a")...UInt8(ascii: "z"))?: value = try word()
        default: throw unexpected("where a value should stand")
        }
        return MarkedJSON(value: value, line: start)
    }

    private mutating func nested<Part>(
        _ read: (inout Self) throws(MarkedJSON.Unreadable) -> Part
    ) throws(MarkedJSON.Unreadable) -> Part {
        guard depth < Self.depthLimit else { throw fault("nested more than \(Self.depthLimit) levels deep") }
        depth += 1
        defer { depth -= 1 }
        rest.removeFirst()
        return try read(&self)
    }

    private mutating func members() throws(MarkedJSON.Unreadable) -> [MarkedJSON.Member] {
        var members: [MarkedJSON.Member] = []
        while try !ends(with: "}", isFirst: members.isEmpty) {
            guard rest.first == UInt8(ascii: "\"") else { throw unexpected("where a quoted name should stand") }
            let start = line
            let name = try string()
            guard take(":") else { throw unexpected("where the colon after “\(name.prefix(40))” should stand") }
            members.append(.init(name: name, line: start, value: try value()))
        }
        return members
    }

    private mutating func items() throws(MarkedJSON.Unreadable) -> [MarkedJSON] {
        var items: [MarkedJSON] = []
        while try !ends(with: "]", isFirst: items.isEmpty) { items.append(try value()) }
        return items
    }

    /// Takes the closing bracket, or the comma before one more part.
    private mutating func ends(with bracket: Unicode.Scalar, isFirst: Bool) throws(MarkedJSON.Unreadable) -> Bool {
        if take(bracket) { return true }
        if isFirst { return false }
        guard take(",") else { throw unexpected("where a comma or “\(bracket)” should stand") }
        skipSpace()
        guard rest.first != UInt8(ascii: bracket) else { throw fault("there is a comma too many before “\(bracket)”") }
        return false
    }

    private mutating func number() throws(MarkedJSON.Unreadable) -> Double {
        let written = takeAll { "+-.0123456789Ee".utf8.contains($0) }
        guard Self.isNumber(written), let number = Double(written), number.isFinite else {
            throw fault("“\(written.prefix(40))” is not a number")
        }
        return number
    }

    /// `Double` alone would take `01`, `1.` and `-.5` too.
    private static func isNumber(_ written: String) -> Bool {
        var rest = written.utf8[...]
        func takeDigits() -> Int {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return digits.count
        }
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let isZeroFirst = rest.first == UInt8(ascii: "0")
        let whole = takeDigits()
        guard whole == 1 || (whole > 1 && !isZeroFirst) else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            if takeDigits() == 0 { return false }
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if let sign = rest.first, "+-".utf8.contains(sign) { rest.removeFirst() }
            if takeDigits() == 0 { return false }
        }
        return rest.isEmpty
    }

    private mutating func word() throws(MarkedJSON.Unreadable) -> MarkedJSON.Value {
        switch takeAll({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case let other: throw fault("“\(other.prefix(40))” needs quotes")
        }
    }
}

extension MarkedJSONReader {
    private mutating func string() throws(MarkedJSON.Unreadable) -> String {
        rest.removeFirst()
        var bytes: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"): bytes += String(try escaped()).utf8
            case 0..<0x20, 0x7F: throw fault("a text runs over its line or holds a control character")
            default: bytes.append(byte)
            }
        }
        throw fault("a text has no closing quote")
    }

    private mutating func escaped() throws(MarkedJSON.Unreadable) -> Unicode.Scalar {
        switch rest.popFirst() {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try escapedScalar()
        default: throw fault("an escape that JSON does not know (a backslash is written as two)")
        }
    }

    private mutating func escapedScalar() throws(MarkedJSON.Unreadable) -> Unicode.Scalar {
        var code = try codeUnit()
        if (0xD800..<0xDC00).contains(code) {
            guard rest.popFirst() == UInt8(ascii: "\\"), rest.popFirst() == UInt8(ascii: "u"),
                case let low = try codeUnit(), (0xDC00..<0xE000).contains(low)
            else { throw fault("half a surrogate pair") }
            code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
        }
        guard let scalar = Unicode.Scalar(code), code >= 0x20 || [9, 10, 13].contains(code), code != 0x7F else {
            throw fault("an escape for a character that is not allowed")
        }
        return scalar
    }

    private mutating func codeUnit() throws(MarkedJSON.Unreadable) -> UInt32 {
        let digits = String(decoding: rest.prefix(4), as: UTF8.self)
        rest = rest.dropFirst(4)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt32(digits, radix: 16) else {
            throw fault("“\\u” wants four hexadecimal digits")
        }
        return unit
    }

    private mutating func skipByteOrderMark() {
        if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    }

    private mutating func skipSpace() {
        while let byte = rest.first, " \t\r\n".utf8.contains(byte) {
            if byte == UInt8(ascii: "\n") { line += 1 }
            rest.removeFirst()
        }
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        skipSpace()
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func takeAll(_ belongs: (UInt8) -> Bool) -> String {
        let taken = rest.prefix(while: belongs)
        rest = rest.dropFirst(taken.count)
        return String(decoding: taken, as: UTF8.self)
    }

    private func fault(_ reason: String) -> MarkedJSON.Unreadable {
        MarkedJSON.Unreadable(line: line, reason: reason)
    }

    private func unexpected(_ place: String) -> MarkedJSON.Unreadable {
        guard let found = String(decoding: rest.prefix(16), as: UTF8.self).first else {
            return fault("the file ends \(place)")
        }
        return fault("unexpected “\(found)” \(place)")
    }
}
