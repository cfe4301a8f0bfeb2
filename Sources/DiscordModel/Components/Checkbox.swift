extension Component {
    package struct Checkbox: Encodable, Equatable, Sendable {
        package var id: Int?
        package var customId = ""
        package var `default`: Bool?

        package init() {}
    }
}

extension Component.Checkbox: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "custom_id": try json.read(into: &customId)
            case "default": try json.read(into: &`default`)
            default: try json.skip()
            }
        }
    }
}
