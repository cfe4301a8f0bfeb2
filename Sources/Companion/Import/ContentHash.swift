/// FNV-1a with 128 bits: tells contents apart, on every machine the same way.
///
/// It stands against chance, not against malice: who forges two messages with one hash loses one of them.
/// <https://www.rfc-editor.org/rfc/rfc9923>
struct ContentHash {
    private(set) var value: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D

    mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013B }
    }

    /// A part with its end marked, so that `ab`, `c` and `a`, `bc` differ. No text in UTF-8 holds the mark.
    mutating func add(part: String) {
        add(part.utf8)
        add(CollectionOfOne(0xFF))
    }

    /// 32 hexadecimal digits.
    var text: String {
        Self.digits(UInt64(truncatingIfNeeded: value >> 64)) + Self.digits(UInt64(truncatingIfNeeded: value))
    }

    private static func digits(_ half: UInt64) -> String {
        let digits = String(half, radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    }

    static func of(_ parts: String...) -> ContentHash {
        var hash = ContentHash()
        for part in parts { hash.add(part: part) }
        return hash
    }
}
