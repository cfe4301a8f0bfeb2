/// Reads JSON (RFC 8259) in one pass over its bytes, value after value, without building a tree.
///
/// Who calls says what it expects next; what it does not want is skipped: there brackets, strings and words must be
/// right, commas and colons are not counted. Bytes that are no UTF-8 become U+FFFD. Every load is bounds-checked, and
/// nesting is limited, so that hostile bytes end in a ``JSONFault``.
package struct JSONReader: ~Escapable {
    /// Objects and arrays in each other.
    package static let depthLimit = 64

    let bytes: RawSpan
    package internal(set) var position = 0
    private var depth = 0

    @_lifetime(copy bytes)
    package init(_ bytes: RawSpan) { self.bytes = bytes }

    // MARK: Values

    /// Calls `member` with each name; it must read the value, or ``skip()`` it.
    @inline(__always)
    package mutating func object(
        _ member: (inout JSONReader, JSONKey) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try open(UInt8(ascii: "{"))
        var isFirst = true
        while try !closes(UInt8(ascii: "}"), isFirst: isFirst) {
            isFirst = false
            let name = try quoted().content
            try expect(UInt8(ascii: ":"))
            try member(&self, JSONKey(bytes.extracting(name)))
        }
    }

    /// Calls `element` at each element; it must read it, or ``skip()`` it.
    @inline(__always)
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

    package mutating func string() throws(JSONFault) -> String {
        let (content, hasEscapes) = try quoted()
        return hasEscapes ? try unescaped(content) : text(content)
    }

    /// Passes over one value of any kind, without recursion.
    package mutating func skip() throws(JSONFault) {
        // The kinds of the open brackets, the innermost as the lowest bit; there are never more than 64.
        var objects: UInt64 = 0
        var level = 0
        repeat {
            let byte = next()
            switch byte {
            case UInt8(ascii: "\""): try skipQuoted()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                level &+= 1
                guard level &+ depth <= Self.depthLimit else { throw .tooDeep(at: position) }
                objects = objects << 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
                position &+= 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard level > 0, (objects & 1 == 1) == (byte == UInt8(ascii: "}")) else {
                    throw .unexpected(at: position)
                }
                level &-= 1
                objects >>= 1
                position &+= 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard level > 0 else { throw .unexpected(at: position) }
                position &+= 1
            default: try skipWord(byte)
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

    /// Where the value stands that is taken to be the last of the document's outermost object, without a look at it:
    /// only that bracket is checked.
    mutating func rawLast() throws(JSONFault) -> Range<Int> {
        _ = next()
        let start = position
        var end = bytes.byteCount &- 1
        while end > start, byte(at: end) <= UInt8(ascii: " ") { end &-= 1 }
        guard end > start, byte(at: end) == UInt8(ascii: "}") else { throw .unexpected(at: end) }
        position = end
        return start..<end
    }

    /// Nothing but white space may follow.
    package mutating func finish() throws(JSONFault) {
        _ = next()
        guard position == bytes.byteCount else { throw .unexpected(at: position) }
    }

    /// The first byte of the next value: what kind it is. Zero at the end.
    @inline(__always)
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
    @inline(__always)
    func byte(at index: Int) -> UInt8 {
        // One comparison for both ends.
        guard UInt(bitPattern: index) < UInt(bitPattern: bytes.byteCount) else { return 0 }
        return bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }

    func text(_ range: Range<Int>) -> String {
        bytes.extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    @inline(__always)
    mutating func expect(_ wanted: UInt8) throws(JSONFault) {
        guard byte(at: position) == wanted || next() == wanted else { throw .unexpected(at: position) }
        position &+= 1
    }

    @inline(__always)
    private mutating func open(_ bracket: UInt8) throws(JSONFault) {
        try expect(bracket)
        depth &+= 1
        guard depth <= Self.depthLimit else { throw .tooDeep(at: position) }
    }

    /// Takes the closing bracket, or the comma before the next element.
    @inline(__always)
    private mutating func closes(_ bracket: UInt8, isFirst: Bool) throws(JSONFault) -> Bool {
        if next() == bracket {
            position &+= 1
            depth &-= 1
            return true
        }
        if !isFirst { try expect(UInt8(ascii: ",")) }
        return false
    }

    private mutating func literal(_ word: StaticString) throws(JSONFault) {
        let end = position &+ word.utf8CodeUnitCount
        guard end <= bytes.byteCount, bytes.extracting(position..<end).equals(word) else {
            throw .unexpected(at: position)
        }
        position = end
    }

    private mutating func skipWord(_ first: UInt8) throws(JSONFault) {
        switch first {
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default: _ = try number()
        }
    }
}
