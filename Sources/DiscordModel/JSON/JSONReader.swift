/// Reads JSON (RFC 8259) in one pass over its bytes, value after value, without building a tree.
///
/// Who calls says what it expects next; what it does not want is skipped without being looked at closely.
/// Every load is bounds-checked, and nesting is limited, so that hostile bytes end in a ``JSONFault``.
package struct JSONReader: ~Escapable {
    /// Objects and arrays in each other.
    package static let depthLimit = 64

    let bytes: RawSpan
    package private(set) var position = 0
    private var depth = 0

    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) { self.bytes = bytes }

    // MARK: Values

    /// Calls `member` with each name; it must read the value, or ``skip()`` it.
    package mutating func object(
        _ member: (inout JSONReader, JSONKey) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try open(UInt8(ascii: "{"))
        var isFirst = true
        while try !closes(UInt8(ascii: "}"), isFirst: isFirst) {
            isFirst = false
            let key = try key()
            try expect(UInt8(ascii: ":"))
            try member(&self, key)
        }
    }

    /// Calls `element` at each element; it must read it, or ``skip()`` it.
    package mutating func array(_ element: (inout JSONReader) throws(JSONFault) -> Void) throws(JSONFault) {
        try open(UInt8(ascii: "["))
        var isFirst = true
        while try !closes(UInt8(ascii: "]"), isFirst: isFirst) {
            isFirst = false
            try element(&self)
        }
    }

    /// What is expected here, as the type says.
    package mutating func read<Value: JSONReadable>(
        _ type: Value.Type = Value.self
    ) throws(JSONFault) -> Value {
        try Value(from: &self)
    }

    /// Takes `null`, where that is what stands here.
    package mutating func null() throws(JSONFault) -> Bool {
        guard next() == UInt8(ascii: "n") else { return false }
        try literal("null")
        return true
    }

    package mutating func bool() throws(JSONFault) -> Bool {
        if next() == UInt8(ascii: "t") {
            try literal("true")
            return true
        }
        try literal("false")
        return false
    }

    /// Of numbers with a fraction or an exponent, those that are whole.
    package mutating func int() throws(JSONFault) -> Int {
        let start = position
        if let number = wholeNumber() { return number }
        guard let number = Int(exactly: try double()) else { throw .badNumber(at: start) }
        return number
    }

    package mutating func double() throws(JSONFault) -> Double {
        _ = next()
        let start = position
        while Self.isInNumber(byte(at: position)) { position &+= 1 }
        // The longest number that means anything is much shorter than this.
        guard position > start, position &- start <= 400, let number = Double(text(start..<position)),
            number.isFinite
        else { throw .badNumber(at: start) }
        return number
    }

    package mutating func string() throws(JSONFault) -> String {
        let (content, hasEscapes) = try quoted()
        return hasEscapes ? try unescaped(content) : text(content)
    }

    /// An unsigned number, in quotes or without: ids are sent as text, but some clients send numbers.
    package mutating func unsigned() throws(JSONFault) -> UInt64 {
        let isQuoted = next() == UInt8(ascii: "\"")
        if isQuoted { position &+= 1 }
        let start = position
        guard let number = digits() else { throw .badNumber(at: start) }
        if isQuoted { try expect(UInt8(ascii: "\"")) }
        return number
    }

    /// Passes over one value of any kind, without recursion.
    package mutating func skip() throws(JSONFault) {
        var level = 0
        repeat {
            let byte = next()
            switch byte {
            case UInt8(ascii: "\""): _ = try quoted()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                level &+= 1
                guard level &+ depth <= Self.depthLimit else { throw .tooDeep(at: position) }
                position &+= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"):
                guard level > 0 else { throw .unexpected(at: position) }
                if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { level &-= 1 }
                position &+= 1
            default: try skipWord()
            }
        } while level > 0
    }

    /// The bytes of the next value as they stand, for who reads them later.
    package mutating func raw() throws(JSONFault) -> Range<Int> {
        _ = next()
        let start = position
        try skip()
        return start..<position
    }

    /// Nothing but white space may follow.
    package mutating func finish() throws(JSONFault) {
        _ = next()
        guard position == bytes.byteCount else { throw .unexpected(at: position) }
    }

    /// The first byte of the next value: what kind it is. Zero at the end.
    package mutating func next() -> UInt8 {
        while true {
            switch byte(at: position) {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): position &+= 1
            case let byte: return byte
            }
        }
    }

    // MARK: Bytes

    /// Zero beyond the end: JSON has no place for it.
    func byte(at index: Int) -> UInt8 {
        guard index >= 0, index < bytes.byteCount else { return 0 }
        return bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }

    func text(_ range: Range<Int>) -> String {
        bytes.extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    private mutating func expect(_ wanted: UInt8) throws(JSONFault) {
        guard next() == wanted else { throw .unexpected(at: position) }
        position &+= 1
    }

    private mutating func open(_ bracket: UInt8) throws(JSONFault) {
        try expect(bracket)
        depth &+= 1
        guard depth <= Self.depthLimit else { throw .tooDeep(at: position) }
    }

    /// Takes the closing bracket, or the comma before the next element.
    private mutating func closes(_ bracket: UInt8, isFirst: Bool) throws(JSONFault) -> Bool {
        if next() == bracket {
            position &+= 1
            depth &-= 1
            return true
        }
        if !isFirst { try expect(UInt8(ascii: ",")) }
        return false
    }

    private mutating func key() throws(JSONFault) -> JSONKey {
        let (content, _) = try quoted()
        return JSONKey(bytes.extracting(content))
    }

    /// What stands between quotes, and whether escapes are in it.
    private mutating func quoted() throws(JSONFault) -> (content: Range<Int>, hasEscapes: Bool) {
        try expect(UInt8(ascii: "\""))
        let start = position
        var hasEscapes = false
        while position < bytes.byteCount {
            switch byte(at: position) {
            case UInt8(ascii: "\""):
                position &+= 1
                return (start..<(position &- 1), hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                position &+= 2
            default: position &+= 1
            }
        }
        throw .badString(at: start)
    }

    private mutating func literal(_ word: StaticString) throws(JSONFault) {
        guard position &+ word.utf8CodeUnitCount <= bytes.byteCount,
            JSONKey(bytes.extracting(position..<(position &+ word.utf8CodeUnitCount))) ~= word
        else { throw .unexpected(at: position) }
        position &+= word.utf8CodeUnitCount
    }

    private mutating func skipWord() throws(JSONFault) {
        let start = position
        while true {
            switch byte(at: position) {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"):
                position &+= 1
            default:
                guard position > start else { throw .unexpected(at: position) }
                return
            }
        }
    }

    // MARK: Numbers

    /// Nil, with nothing taken, for what has a fraction or an exponent, or does not fit.
    mutating func wholeNumber() -> Int? {
        _ = next()
        let start = position
        let isNegative = byte(at: position) == UInt8(ascii: "-")
        if isNegative { position &+= 1 }
        if let number = digits().flatMap({ Int(exactly: $0) }), !Self.isInNumber(byte(at: position)) {
            return isNegative ? 0 &- number : number
        }
        position = start
        return nil
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

    private static func isInNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
