/// <https://docs.discord.com/developers/events/gateway-events#voice-server-update>
package struct VoiceServer: Equatable, Sendable {
    package var token = ""
    package var guildId = Snowflake(0)
    /// `host:port`. Nil: the server was lost, another one follows.
    package var endpoint: String?

    package init() {}
}

extension VoiceServer: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "token": try json.read(into: &token)
            case "guild_id": try json.read(into: &guildId)
            case "endpoint": try json.read(into: &endpoint)
            default: try json.skip()
            }
        }
    }
}
