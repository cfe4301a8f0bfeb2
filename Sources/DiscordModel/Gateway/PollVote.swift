package struct PollVote: Equatable, Sendable {
    package var userId = Snowflake(0)
    package var channelId = Snowflake(0)
    package var messageId = Snowflake(0)
    package var guildId: Snowflake?
    package var answerId = 0

    package init() {}
}

extension PollVote: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "user_id": try json.read(into: &userId)
            case "channel_id": try json.read(into: &channelId)
            case "message_id": try json.read(into: &messageId)
            case "guild_id": try json.read(into: &guildId)
            case "answer_id": try json.read(into: &answerId)
            default: try json.skip()
            }
        }
    }
}
