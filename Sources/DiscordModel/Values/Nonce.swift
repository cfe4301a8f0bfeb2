/// A word of the sender's that comes back with the message.
package enum Nonce: Hashable, Sendable {
    case text(String)
    case number(Int)
}

extension Nonce: JSONReadable, Encodable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self = json.next() == UInt8(ascii: "\"") ? .text(try json.string()) : .number(try json.int())
    }

    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text): try text.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        }
    }
}
