/// The outside of a payload: what it is, and where its content stands. The content is not looked at.
package struct GatewayFrame: Hashable, Sendable {
    /// A ``GatewayOpcode``, or one that came later.
    package var opcode: Int
    /// Of dispatches only.
    package var sequence: Int?
    /// The event's name, of dispatches only.
    package var name: String?
    /// Where `d` stands in the document, in bytes. Where it is the last of the members, as Discord writes them, it is
    /// not looked at.
    package var data: Range<Int>?
}

/// The members come in any order: where others follow it, `d` is passed over, and read by who wants it.
extension GatewayFrame: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        var opcode: Int?
        var sequence: Int??
        var name: String??
        var data: Range<Int>?
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "op": opcode = try json.int()
            case "s": sequence = try json.read(Int?.self)
            case "t": name = try json.read(String?.self)
            case "d":
                let knowsAll = opcode != nil && sequence != nil && name != nil
                data = try knowsAll ? json.rawLast() : json.raw()
            default: try json.skip()
            }
        }
        guard let opcode else { throw .missing("op") }
        self.init(opcode: opcode, sequence: sequence ?? nil, name: name ?? nil, data: data)
    }
}

extension GatewayFrame {
    /// What `d` says, read as `Value`.
    package func content<Value: JSONReadable>(
        of document: [UInt8], as type: Value.Type = Value.self
    ) throws(JSONFault) -> Value {
        guard let data, document.indices.contains(data.lowerBound), data.upperBound <= document.count
        else { throw .missing("d") }
        var json = JSONReader(document.span.bytes.extracting(data))
        return try Value(from: &json)
    }
}
