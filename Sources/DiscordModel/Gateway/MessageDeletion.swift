package struct MessageDeletion: Equatable, Sendable {
    package var id = Snowflake(0)
    package var channelId = Snowflake(0)
    package var guildId: Snowflake?

    package init() {}
}

extension MessageDeletion: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "channel_id": try json.read(into: &channelId)
            case "guild_id": try json.read(into: &guildId)
            default: try json.skip()
            }
        }
    }
}
