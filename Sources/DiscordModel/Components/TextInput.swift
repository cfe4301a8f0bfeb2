extension Component {
    /// <https://docs.discord.com/developers/components/reference#text-input>
    package struct TextInput: Encodable, Equatable, Sendable {
        package var id: Int?
        package var customId = ""
        package var style: TextInputStyle = .short
        /// Only of those in action rows.
        package var label: Nullable<String>?
        package var minLength: Nullable<Int>?
        package var maxLength: Nullable<Int>?
        package var required: Bool?
        package var value: String?
        package var placeholder: String?

        package init() {}
    }
}

extension Component.TextInput: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "custom_id": try json.read(into: &customId)
            case "style": try json.read(into: &style)
            case "label": try json.read(into: &label)
            case "min_length": try json.read(into: &minLength)
            case "max_length": try json.read(into: &maxLength)
            case "required": try json.read(into: &required)
            case "value": try json.read(into: &value)
            case "placeholder": try json.read(into: &placeholder)
            default: try json.skip()
            }
        }
    }
}
