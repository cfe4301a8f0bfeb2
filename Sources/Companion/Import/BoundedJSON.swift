import Inference

/// Reads JSON (RFC 8259) of other programs in one pass, value after value, and without a tree of the whole file.
///
/// Whole numbers that a `Double` would round are kept as texts of their digits: ids must stay exact. `NaN` and the
/// infinities, which Python writes, are null. Of texts, control characters other than tab and line break are left
/// out, and half a surrogate pair becomes U+FFFD. What will be written again is read faithfully instead: JSON as it
/// stands, its numbers as numbers and its texts whole.
struct BoundedJSON {
    /// Objects and lists in each other; beyond it the file is refused.
    static let depthLimit = 64
    /// Values of one file, names not counted; beyond it the file is refused. Each takes more memory than bytes.
    static let valueLimit = 500_000

    let bytes: [UInt8]
    let isFaithful: Bool
    var position = 0
    private var depth = 0

    /// Looks over all bytes first, so that what is refused is refused before anything is made of it.
    init(_ bytes: [UInt8], faithfully isFaithful: Bool = false) throws(ImportFault) {
        self.bytes = bytes
        self.isFaithful = isFaithful
        try checkLimits()
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// The one value that `bytes` hold.
    static func value(of bytes: [UInt8], faithfully isFaithful: Bool = false) throws(ImportFault) -> JSONValue {
        var json = try BoundedJSON(bytes, faithfully: isFaithful)
        let value = try json.value()
        try json.finish()
        return value
    }

    mutating func value() throws(ImportFault) -> JSONValue {
        switch next() {
        case UInt8(ascii: "{"):
            var members: [String: JSONValue] = [:]
            try object { json, name throws(ImportFault) in members[name] = try json.value() }
            return .object(members)
        case UInt8(ascii: "["):
            var items: [JSONValue] = []
            try array { json throws(ImportFault) in items.append(try json.value()) }
            return .array(items)
        case let first: return try plain(first)
        }
    }

    /// Calls `member` with each name; it must read the value.
    mutating func object(
        _ member: (inout BoundedJSON, String) throws(ImportFault) -> Void
    ) throws(ImportFault) {
        try open(UInt8(ascii: "{"))
        var isFirst = true
        while try !closes(UInt8(ascii: "}"), isFirst: isFirst) {
            isFirst = false
            let name = try string()
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        }
    }

    /// Calls `element` at each element; it must read it.
    mutating func array(_ element: (inout BoundedJSON) throws(ImportFault) -> Void) throws(ImportFault) {
        try open(UInt8(ascii: "["))
        var isFirst = true
        while try !closes(UInt8(ascii: "]"), isFirst: isFirst) {
            isFirst = false
            try element(&self)
        }
    }

    /// Nothing but white space may follow.
    mutating func finish() throws(ImportFault) {
        if next() != nil { throw unexpected() }
    }

    /// The first byte of the next value; nil at the end.
    mutating func next() -> UInt8? {
        while let byte = byte(at: position) {
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            position += 1
        }
        return nil
    }

    func byte(at index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    func fault(_ reason: String) -> ImportFault {
        let line = bytes.prefix(position).count { $0 == 0x0A } + 1
        return ImportFault("line \(line): \(reason)")
    }

    func unexpected() -> ImportFault {
        guard let byte = byte(at: position) else { return fault("the file ends too early; it was cut off") }
        guard (0x21...0x7E).contains(byte) else { return fault("something that is no JSON") }
        return fault("unexpected “\(Character(Unicode.Scalar(byte)))”")
    }
}

extension BoundedJSON {
    private mutating func plain(_ first: UInt8?) throws(ImportFault) -> JSONValue {
        switch first {
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return try number()
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N") where !isFaithful: return try word("NaN", .null)
        case UInt8(ascii: "I") where !isFaithful: return try word("Infinity", .null)
        default: throw unexpected()
        }
    }

    mutating func word(_ word: String, _ value: JSONValue) throws(ImportFault) -> JSONValue {
        guard bytes.dropFirst(position).starts(with: word.utf8) else { throw unexpected() }
        position += word.utf8.count
        return value
    }

    private mutating func expect(_ wanted: UInt8) throws(ImportFault) {
        guard next() == wanted else { throw unexpected() }
        position += 1
    }

    private mutating func open(_ bracket: UInt8) throws(ImportFault) {
        try expect(bracket)
        depth += 1
        guard depth <= Self.depthLimit else { throw tooDeep }
    }

    /// Takes the closing bracket, or the comma before the next element.
    private mutating func closes(_ bracket: UInt8, isFirst: Bool) throws(ImportFault) -> Bool {
        if next() == bracket {
            position += 1
            depth -= 1
            return true
        }
        if !isFirst { try expect(UInt8(ascii: ",")) }
        return false
    }

    private var tooDeep: ImportFault { fault("nested more than \(Self.depthLimit) levels deep") }

    /// Counts brackets and commas outside of texts, and ends at the byte that is too much.
    private mutating func checkLimits() throws(ImportFault) {
        var level = 0
        var values = 1
        var isInText = false
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""): isInText.toggle()
            case UInt8(ascii: "\\") where isInText: position += 1
            case _ where isInText: break
            case UInt8(ascii: ","): values += 1
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                level += 1
                values += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): level -= 1
            default: break
            }
            position += 1
            guard level <= Self.depthLimit else { throw tooDeep }
            guard values <= Self.valueLimit else { throw fault("there are more than \(Self.valueLimit) values") }
        }
    }
}
