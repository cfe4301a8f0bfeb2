/// JSON as a tree, for what has no value of its own: whole numbers stay exact, objects keep their order.
///
/// Discord's objects are read straight into their values (``JSONReadable``), not through this.
package enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case integer(Int)
    /// Has a fraction or an exponent, or is too large for an integer.
    case number(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

// MARK: Looking inside

extension JSON {
    /// The member of an object; setting nil removes it. Nothing can be set in what is no object.
    package subscript(name: String) -> JSON? {
        get { object?[name] }
        set {
            guard case .object(var members) = self else { return }
            self = .null  // so that the members are not copied
            members[name] = newValue
            self = .object(members)
        }
    }

    /// The element of an array, nil beyond its ends.
    package subscript(index: Int) -> JSON? {
        guard case .array(let elements) = self, elements.indices.contains(index) else { return nil }
        return elements[index]
    }

    package var isNull: Bool { self == .null }
    package var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var array: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
    package var object: JSONObject? { if case .object(let members) = self { members } else { nil } }

    /// A whole number, also one written as `1.0`.
    package var integer: Int? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int(exactly: number)
        default: nil
        }
    }

    package var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    /// An id, as text or as a number.
    package var snowflake: Snowflake? {
        switch self {
        case .string(let text): Snowflake(text)
        case .integer(let number): UInt64(exactly: number).map { Snowflake($0) }
        default: nil
        }
    }
}

// MARK: Reading

extension JSON: JSONReadable {
    /// Any value. Objects and arrays may be nested as deep as ``JSONReader/depthLimit``, no deeper.
    package init(from json: inout JSONReader) throws(JSONFault) {
        switch json.next() {
        case UInt8(ascii: "{"): self = .object(try JSONObject(from: &json))
        case UInt8(ascii: "["): self = .array(try [JSON](from: &json))
        case UInt8(ascii: "\""): self = .string(try json.string())
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool(try json.bool())
        case UInt8(ascii: "n"): self = try json.null() ? .null : .bool(try json.bool())
        default:
            if let number = json.wholeNumber() { self = .integer(number) } else { self = .number(try json.double()) }
        }
    }

    package init(parsing text: String) throws(JSONFault) { try self.init(json: Array(text.utf8)) }
}

// MARK: Literals

extension JSON: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    package init(nilLiteral: ()) { self = .null }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(floatLiteral value: Double) { self = .number(value) }
    package init(stringLiteral value: String) { self = .string(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) { self = .object(JSONObject(elements)) }
}

extension JSON {
    package init(_ id: Snowflake) { self = .string(id.description) }
}
