import Inference

extension BoundedJSON {
    /// Longer numbers mean nothing; they are refused.
    private static let digitLimit = 400

    mutating func number() throws(ImportFault) -> JSONValue {
        let start = position
        if take(UInt8(ascii: "-")), !isFaithful, byte(at: position) == UInt8(ascii: "I") {
            return try word("Infinity", .null)
        }
        let isPadded = byte(at: position) == UInt8(ascii: "0")
        let whole = takeDigits()
        guard whole > 0, whole == 1 || !isPadded else { throw fault("a number is not written as JSON wants it") }
        let isWhole = try !takeFraction()
        let written = bytes[start..<position]
        guard written.count <= Self.digitLimit else { throw fault("a number has too many digits") }
        let text = String(decoding: written, as: UTF8.self)
        if !isFaithful, isWhole, let exact = Int64(text), Double(exactly: exact) == nil { return .string(text) }
        if !isFaithful, isWhole, whole > 18, Int64(text) == nil { return .string(text) }
        guard let number = Double(text), number.isFinite else { throw fault("a number is too large") }
        return .number(number)
    }

    /// Whether there was a fraction or an exponent.
    private mutating func takeFraction() throws(ImportFault) -> Bool {
        let start = position
        if take(UInt8(ascii: ".")), takeDigits() == 0 { throw fault("a number ends with a dot") }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            guard takeDigits() > 0 else { throw fault("a number has no exponent after its e") }
        }
        return position > start
    }

    private mutating func take(_ sign: UInt8) -> Bool {
        guard byte(at: position) == sign else { return false }
        position += 1
        return true
    }

    private mutating func takeDigits() -> Int {
        let start = position
        while let byte = byte(at: position), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position - start
    }
}
