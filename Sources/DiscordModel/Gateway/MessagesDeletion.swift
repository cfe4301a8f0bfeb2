package struct MessagesDeletion: Equatable, Sendable {
    package var ids: [Snowflake] = []
    package var channelId = Snowflake(0)
    package var guildId: Snowflake?

    package init() {}
}

extension MessagesDeletion: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "ids": try json.read(into: &ids)
            case "channel_id": try json.read(into: &channelId)
            case "guild_id": try json.read(into: &guildId)
            default: try json.skip()
            }
        }
    }
}
