/// What an option of a command holds, or one of its choices.
package enum CommandValue: Hashable, Sendable {
    case string(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)

    package var string: String? { if case .string(let text) = self { text } else { nil } }
    package var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
    package var snowflake: Snowflake? { string.flatMap { Snowflake($0) } }

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
}

extension CommandValue: JSONReadable, Encodable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        switch json.next() {
        case UInt8(ascii: "\""): self = .string(try json.string())
        case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool(try json.bool())
        default:
            if let number = json.wholeNumber() { self = .integer(number) } else { self = .number(try json.double()) }
        }
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .string(let text): try text.encode(to: encoder)
        case .integer(let number): try number.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        case .bool(let flag): try flag.encode(to: encoder)
        }
    }
}
