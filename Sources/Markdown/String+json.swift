extension String {
    /// Writes the text as a JSON string with its quotation marks (RFC 8259, section 7).
    ///
    /// Runs of ordinary bytes are passed on as they are: this happens for every piece of every answer.
    package func writeJSON(_ write: (Slice<UnsafeBufferPointer<UInt8>>) -> Void) {
        let mark: StaticString = "\""
        mark.withUTF8Buffer { write($0[...]) }
        var text = self
        text.withUTF8 { bytes in
            var start = bytes.startIndex
            for index in bytes.indices {
                guard var escape = Self.escape(of: bytes[index]) else { continue }
                write(bytes[start..<index])
                escape.withUTF8 { write($0[...]) }
                start = index &+ 1
            }
            write(bytes[start...])
        }
        mark.withUTF8Buffer { write($0[...]) }
    }

    private static func escape(of byte: UInt8) -> String? {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { return nil }
        switch byte {
        case UInt8(ascii: "\""): return "\\\""
        case UInt8(ascii: "\\"): return "\\\\"
        case 0x08: return "\\b"
        case UInt8(ascii: "\t"): return "\\t"
        case UInt8(ascii: "\n"): return "\\n"
        case 0x0C: return "\\f"
        case UInt8(ascii: "\r"): return "\\r"
        default: return "\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }
    }
}
