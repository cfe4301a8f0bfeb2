extension BoundedJSON {
    mutating func string() throws(ImportFault) -> String {
        guard next() == UInt8(ascii: "\"") else { throw unexpected() }
        let start = position + 1
        position = start
        var hasEscapes = false
        while let byte = byte(at: position) {
            switch byte {
            case UInt8(ascii: "\""):
                let content = bytes[start..<position]
                let text = hasEscapes ? try unescaped(content) : try text(content)
                position += 1
                return text
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position += 2
            case 0..<0x20: throw fault("a text runs over its line or holds a control character")
            default: position += 1
            }
        }
        throw fault("the file ends inside a text; it was cut off")
    }

    private func text(_ content: some Collection<UInt8>) throws(ImportFault) -> String {
        guard let text = String(validating: content, as: UTF8.self) else {
            throw fault("this is not UTF-8 text; save the file as UTF-8")
        }
        return text
    }

    private func unescaped(_ content: ArraySlice<UInt8>) throws(ImportFault) -> String {
        var rest = content
        var plain: [UInt8] = []
        plain.reserveCapacity(content.count)
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                plain.append(byte)
                continue
            }
            let scalar = try escaped(&rest)
            let isKept = isFaithful || scalar.value >= 0x20 && scalar.value != 0x7F || scalar == "\n" || scalar == "\t"
            if isKept { plain += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter }
        }
        return try text(plain)
    }

    private func escaped(_ rest: inout ArraySlice<UInt8>) throws(ImportFault) -> Unicode.Scalar {
        switch rest.popFirst() {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return try scalar(&rest)
        default: throw fault("“\\” stands before something that needs none")
        }
    }

    private func scalar(_ rest: inout ArraySlice<UInt8>) throws(ImportFault) -> Unicode.Scalar {
        let first = try codeUnit(&rest)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xD800..<0xDC00).contains(first) else { return try half() }
        var ahead = rest
        guard ahead.popFirst() == UInt8(ascii: "\\"), ahead.popFirst() == UInt8(ascii: "u") else { return try half() }
        let second = try codeUnit(&ahead)
        guard (0xDC00..<0xE000).contains(second) else { return try half() }
        rest = ahead
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
    }

    /// What stands for half a pair, where anything may.
    private func half() throws(ImportFault) -> Unicode.Scalar {
        guard !isFaithful else { throw fault("half a pair of “\\u”, which is no character") }
        return "\u{FFFD}"
    }

    private func codeUnit(_ rest: inout ArraySlice<UInt8>) throws(ImportFault) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = rest.popFirst().flatMap(Self.digit) else {
                throw fault("“\\u” wants four hexadecimal digits")
            }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
