extension Component {
    package struct CheckboxGroup: Encodable, Equatable, Sendable {
        package var id: Int?
        package var customId = ""
        /// 1 to 10.
        package var options: [SelectOption] = []
        package var minValues: Int?
        package var maxValues: Int?
        package var required: Bool?

        package init() {}
    }
}

extension Component.CheckboxGroup: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "custom_id": try json.read(into: &customId)
            case "options": try json.read(into: &options)
            case "min_values": try json.read(into: &minValues)
            case "max_values": try json.read(into: &maxValues)
            case "required": try json.read(into: &required)
            default: try json.skip()
            }
        }
    }
}
