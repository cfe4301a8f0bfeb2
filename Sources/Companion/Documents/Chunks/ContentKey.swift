/// Tells whether a chunk is the same as before: a number made of its headings and its text.
///
/// It is FNV-1a with 128 bits. Whoever writes a document could make two texts with one key, and would only keep an old
/// passage of their own: that is no reason for a slower one.
/// <https://www.rfc-editor.org/rfc/rfc9923.html>
package struct ContentKey: Sendable, Hashable, CustomStringConvertible {
    private var bits: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D

    /// - Parameter occurrence: how many chunks before it say the same, so that no two of a document have one key.
    init(headingPath: [String], text: String, occurrence: Int) {
        for heading in headingPath { add(heading) }
        add("\u{0}")
        add(text)
        add("\(occurrence)")
    }

    /// As ``description`` wrote it.
    package init?(_ description: String) {
        guard description.utf8.count == 32, description.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let bits = UInt128(description, radix: 16)
        else { return nil }
        self.bits = bits
    }

    /// 32 hexadecimal digits.
    package var description: String {
        let digits = String(bits, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    private mutating func add(_ text: String) {
        for byte in text.utf8 { add(byte) }
        // No text has this byte: nothing runs into the next part.
        add(0xFF)
    }

    private mutating func add(_ byte: UInt8) {
        bits = (bits ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B
    }
}
