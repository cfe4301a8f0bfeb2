/// The message that another one answers or forwards.
///
/// <https://docs.discord.com/developers/resources/message#message-reference-structure>
package struct MessageReference: Encodable, Equatable, Sendable {
    package var type: MessageReferenceType = .reply
    package var messageId: Snowflake?
    package var channelId: Snowflake?
    package var guildId: Snowflake?
    /// Only in requests. False: send it as a plain message, if that one is gone.
    package var failIfNotExists: Bool?

    package init() {}
}

extension MessageReference: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "type": try json.read(into: &type)
            case "message_id": try json.read(into: &messageId)
            case "channel_id": try json.read(into: &channelId)
            case "guild_id": try json.read(into: &guildId)
            case "fail_if_not_exists": try json.read(into: &failIfNotExists)
            default: try json.skip()
            }
        }
    }
}
