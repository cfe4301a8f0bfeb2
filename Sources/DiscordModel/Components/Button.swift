extension Component {
    /// <https://docs.discord.com/developers/components/reference#button>
    package struct Button: Encodable, Equatable, Sendable {
        package var id: Int?
        package var style: ButtonStyle = .secondary
        /// At most 80 characters.
        package var label: String?
        package var emoji: Emoji?
        /// 1 to 100 characters; not of links and premium ones.
        package var customId: String?
        /// Of a link, at most 512 characters.
        package var url: String?
        package var skuId: Snowflake?
        package var disabled = false

        package init() {}
    }
}

extension Component.Button: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "style": try json.read(into: &style)
            case "label": try json.read(into: &label)
            case "emoji": try json.read(into: &emoji)
            case "custom_id": try json.read(into: &customId)
            case "url": try json.read(into: &url)
            case "sku_id": try json.read(into: &skuId)
            case "disabled": try json.read(into: &disabled)
            default: try json.skip()
            }
        }
    }
}
