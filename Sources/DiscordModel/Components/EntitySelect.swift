extension Component {
    /// A select of users, roles, both, or channels.
    ///
    /// <https://docs.discord.com/developers/components/reference#user-select>
    package struct EntitySelect: Encodable, Equatable, Sendable {
        package var id: Int?
        package var customId = ""
        package var placeholder: String?
        package var defaultValues: [SelectDefault]?
        /// Only of channel selects.
        package var channelTypes: [ChannelType]?
        package var minValues: Int?
        package var maxValues: Int?
        /// Only in messages.
        package var disabled: Bool?
        /// Only in forms.
        package var required: Bool?

        package init() {}
    }
}

extension Component.EntitySelect: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "custom_id": try json.read(into: &customId)
            case "placeholder": try json.read(into: &placeholder)
            case "default_values": try json.read(into: &defaultValues)
            case "channel_types": try json.read(into: &channelTypes)
            case "min_values": try json.read(into: &minValues)
            case "max_values": try json.read(into: &maxValues)
            case "disabled": try json.read(into: &disabled)
            case "required": try json.read(into: &required)
            default: try json.skip()
            }
        }
    }
}
