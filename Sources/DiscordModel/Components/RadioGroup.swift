extension Component {
    package struct RadioGroup: Encodable, Equatable, Sendable {
        package var id: Int?
        package var customId = ""
        /// 2 to 10.
        package var options: [SelectOption] = []
        package var required: Bool?

        package init() {}
    }
}

extension Component.RadioGroup: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "custom_id": try json.read(into: &customId)
            case "options": try json.read(into: &options)
            case "required": try json.read(into: &required)
            default: try json.skip()
            }
        }
    }
}
