/// Makes UTF-8 of the bytes of a text file, whatever encoding they are in: UTF-8, UTF-16 with its mark, or Windows-1252.
///
/// Lines end with a line feed alone afterwards, and no control character is left but tab and form feed.
enum TextDecoding {
    /// Text of which most is kept, so that a file which is too large is seen to be so at once.
    static func source(_ bytes: [UInt8]) throws(DocumentError) -> [UInt8] {
        guard bytes.count <= 2 * DocumentLimits.sourceSize else { throw .tooMuchText }
        let text = try utf8(bytes)
        guard text.count <= DocumentLimits.sourceSize else { throw .tooMuchText }
        return text
    }

    /// Text that somebody wrote. Bytes that no text has are refused.
    static func utf8(_ bytes: [UInt8]) throws(DocumentError) -> [UInt8] {
        guard !bytes.isEmpty else { throw .empty }
        let text = try decoded(bytes)
        guard isText(text) else { throw .notText }
        return cleaned(text)
    }

    /// Text that a program printed in UTF-8: what is wrong in it is replaced or left out.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        cleaned(Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    private static func decoded(_ bytes: [UInt8]) throws(DocumentError) -> [UInt8] {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return repairing(bytes.dropFirst(3)) }
        if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2)) { UInt16($1) << 8 | UInt16($0) } }
        if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2)) { UInt16($0) << 8 | UInt16($1) } }
        if String(validating: bytes, as: UTF8.self) != nil { return bytes }
        // Looked at before it is decoded: a picture is not worth the work.
        guard isText(bytes) else { throw .notText }
        return isBrokenUTF8(bytes) ? repairing(bytes[...]) : windows1252(bytes)
    }

    private static func repairing(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).utf8)
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, _ unit: (UInt8, UInt8) -> UInt16) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        var first: UInt8?
        for byte in bytes {
            if let high = first {
                units.append(unit(high, byte))
                first = nil
            } else {
                first = byte
            }
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// UTF-8 that was cut or mixed with something else: far more whole characters than broken ones in its first part.
    private static func isBrokenUTF8(_ bytes: [UInt8]) -> Bool {
        var whole = 0
        var broken = 0
        for scalar in String(decoding: bytes.prefix(1 << 20), as: UTF8.self).unicodeScalars where !scalar.isASCII {
            if scalar == "\u{FFFD}" { broken += 1 } else { whole += 1 }
        }
        return whole / 4 > broken || (broken == 1 && whole > 0)
    }

    /// A text has no NUL and hardly any other control characters.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        var controls = 0
        for byte in bytes where byte < 0x20 && !byte.isSpace {
            guard byte != 0 else { return false }
            controls += 1
        }
        return controls <= bytes.count / 32
    }

    private static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 < 0x20 && ![.lineFeed, .tab].contains($0) || $0 == 0x7F }) else {
            return bytes
        }
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count)
        var last: UInt8 = 0
        for byte in bytes {
            switch byte {
            case .carriageReturn: clean.append(.lineFeed)
            case .lineFeed where last == .carriageReturn: break
            case .tab, .lineFeed, .formFeed: clean.append(byte)
            case 0..<0x20, 0x7F: break
            default: clean.append(byte)
            }
            last = byte
        }
        return clean
    }

    private static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        let characters = (UInt8(0x80)...0xFF).map { Array(String(character(windows1252: $0)).utf8) }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { text.append(byte) } else { text += characters[Int(byte) - 0x80] }
        }
        return text
    }

    /// Latin-1 with other characters in the place of its second set of controls.
    static func character(windows1252 byte: UInt8) -> Unicode.Scalar {
        guard (0x80..<0xA0).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(upperHalf[Int(byte) - 0x80]) ?? "\u{FFFD}"
    }

    private static let upperHalf: [UInt16] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
