/// The webhooks of a channel changed; which, it does not say.
package struct WebhooksChange: Equatable, Sendable {
    package var guildId = Snowflake(0)
    package var channelId = Snowflake(0)

    package init() {}
}

extension WebhooksChange: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "channel_id": try json.read(into: &channelId)
            default: try json.skip()
            }
        }
    }
}
