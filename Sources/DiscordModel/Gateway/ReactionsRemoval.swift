/// All reactions to a message were taken away, or all of one emoji.
package struct ReactionsRemoval: Equatable, Sendable {
    package var channelId = Snowflake(0)
    package var messageId = Snowflake(0)
    package var guildId: Snowflake?
    package var emoji: Emoji?

    package init() {}
}

extension ReactionsRemoval: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "channel_id": try json.read(into: &channelId)
            case "message_id": try json.read(into: &messageId)
            case "guild_id": try json.read(into: &guildId)
            case "emoji": try json.read(into: &emoji)
            default: try json.skip()
            }
        }
    }
}
