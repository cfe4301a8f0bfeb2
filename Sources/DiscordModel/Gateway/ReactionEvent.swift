/// <https://docs.discord.com/developers/events/gateway-events#message-reaction-add>
package struct ReactionEvent: Equatable, Sendable {
    package var userId = Snowflake(0)
    package var channelId = Snowflake(0)
    package var messageId = Snowflake(0)
    package var guildId: Snowflake?
    package var member: Member?
    package var messageAuthorId: Snowflake?
    package var emoji = Emoji()
    package var burst = false
    package var type: ReactionType = .normal

    package init() {}
}

extension ReactionEvent: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "user_id": try json.read(into: &userId)
            case "channel_id": try json.read(into: &channelId)
            case "message_id": try json.read(into: &messageId)
            case "guild_id": try json.read(into: &guildId)
            case "member": try json.read(into: &member)
            case "message_author_id": try json.read(into: &messageAuthorId)
            case "emoji": try json.read(into: &emoji)
            case "burst": try json.read(into: &burst)
            case "type": try json.read(into: &type)
            default: try json.skip()
            }
        }
    }
}
