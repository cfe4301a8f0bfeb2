extension JSONReader {
    /// Of numbers with a fraction or an exponent, those that are whole.
    package mutating func int() throws(JSONFault) -> Int {
        if let number = wholeNumber() { return number }
        let start = position
        guard let number = Int(exactly: try double()) else { throw .badNumber(at: start) }
        return number
    }

    package mutating func double() throws(JSONFault) -> Double {
        let digits = try number()
        // The longest number that means anything is much shorter than this.
        guard digits.count <= 400, let number = Double(text(digits)), number.isFinite else {
            throw .badNumber(at: digits.lowerBound)
        }
        return number
    }

    /// An unsigned number, in quotes or without: ids are sent as text, but some clients send numbers.
    package mutating func unsigned() throws(JSONFault) -> UInt64 {
        let isQuoted = next() == UInt8(ascii: "\"")
        if isQuoted { position &+= 1 }
        let start = position
        guard let number = digits() else { throw .badNumber(at: start) }
        if isQuoted {
            guard byte(at: position) == UInt8(ascii: "\"") else { throw .badNumber(at: start) }
            position &+= 1
        }
        return number
    }

    /// Nil, with nothing taken, for what has a fraction or an exponent, or does not fit.
    mutating func wholeNumber() -> Int? {
        let isNegative = next() == UInt8(ascii: "-")
        let start = position
        if isNegative { position &+= 1 }
        let isPadded = byte(at: position) == UInt8(ascii: "0") && Self.isDigit(byte(at: position &+ 1))
        if !isPadded, let number = digits().flatMap({ Int(exactly: $0) }), !Self.continues(byte(at: position)) {
            return isNegative ? 0 &- number : number
        }
        position = start
        return nil
    }

    /// Passes over a number: where it stood.
    ///
    /// <https://www.rfc-editor.org/rfc/rfc8259#section-6>
    mutating func number() throws(JSONFault) -> Range<Int> {
        _ = next()
        let start = position
        if byte(at: position) == UInt8(ascii: "-") { position &+= 1 }
        let isPadded = byte(at: position) == UInt8(ascii: "0")
        guard let whole = passDigits(), whole == 1 || !isPadded else { throw .badNumber(at: start) }
        if byte(at: position) == UInt8(ascii: ".") {
            position &+= 1
            guard passDigits() != nil else { throw .badNumber(at: start) }
        }
        if byte(at: position) | 0x20 == UInt8(ascii: "e") {
            position &+= 1
            if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(byte(at: position)) { position &+= 1 }
            guard passDigits() != nil else { throw .badNumber(at: start) }
        }
        return start..<position
    }

    /// How many there are; nil for none.
    private mutating func passDigits() -> Int? {
        let start = position
        while Self.isDigit(byte(at: position)) { position &+= 1 }
        return position > start ? position &- start : nil
    }

    private mutating func digits() -> UInt64? {
        let start = position
        var number: UInt64 = 0
        while case let digit = byte(at: position) &- UInt8(ascii: "0"), digit < 10 {
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflows) = product.addingReportingOverflow(UInt64(digit))
            guard !isTooLarge, !overflows else { return nil }
            number = sum
            position &+= 1
        }
        return position > start ? number : nil
    }

    @inline(__always)
    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

    /// Whether more of a number follows behind its whole part.
    private static func continues(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
    }
}
