package struct TypingStart: Equatable, Sendable {
    package var userId = Snowflake(0)
    package var channelId = Snowflake(0)
    package var guildId: Snowflake?
    package var member: Member?
    /// Seconds since 1970.
    package var timestamp = 0

    package init() {}
}

extension TypingStart: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "user_id": try json.read(into: &userId)
            case "channel_id": try json.read(into: &channelId)
            case "guild_id": try json.read(into: &guildId)
            case "member": try json.read(into: &member)
            case "timestamp": try json.read(into: &timestamp)
            default: try json.skip()
            }
        }
    }
}
