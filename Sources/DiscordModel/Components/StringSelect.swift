extension Component {
    /// <https://docs.discord.com/developers/components/reference#string-select>
    package struct StringSelect: Encodable, Equatable, Sendable {
        package var id: Int?
        package var customId = ""
        /// At most 25.
        package var options: [SelectOption] = []
        /// At most 150 characters.
        package var placeholder: String?
        package var minValues: Int?
        package var maxValues: Int?
        /// Only in messages.
        package var disabled: Bool?
        /// Only in forms.
        package var required: Bool?

        package init() {}
    }
}

extension Component.StringSelect: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "custom_id": try json.read(into: &customId)
            case "options": try json.read(into: &options)
            case "placeholder": try json.read(into: &placeholder)
            case "min_values": try json.read(into: &minValues)
            case "max_values": try json.read(into: &maxValues)
            case "disabled": try json.read(into: &disabled)
            case "required": try json.read(into: &required)
            default: try json.skip()
            }
        }
    }
}
