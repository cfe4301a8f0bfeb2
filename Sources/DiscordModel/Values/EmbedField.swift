package struct EmbedField: Encodable, Equatable, Sendable {
    package var name = ""
    package var value = ""
    package var inline = false

    package init() {}
}

extension EmbedField: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "value": try json.read(into: &value)
            case "inline": try json.read(into: &inline)
            default: try json.skip()
            }
        }
    }
}
