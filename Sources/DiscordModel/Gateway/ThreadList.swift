/// The active threads of channels that the bot has just got access to.
package struct ThreadList: Equatable, Sendable {
    package var guildId = Snowflake(0)
    /// Whose threads these are; nil: of all channels.
    package var channelIds: [Snowflake]?
    package var threads: [Channel] = []
    package var members: [ThreadMember] = []

    package init() {}
}

extension ThreadList: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "channel_ids": try json.read(into: &channelIds)
            case "threads": try json.read(into: &threads)
            case "members": try json.read(into: &members)
            default: try json.skip()
            }
        }
    }
}
