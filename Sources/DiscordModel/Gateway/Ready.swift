/// <https://docs.discord.com/developers/events/gateway-events#ready>
package struct Ready: Equatable, Sendable {
    package var user = User()
    /// All of them are unavailable yet: each comes as a GUILD_CREATE.
    package var guilds: [UnavailableGuild] = []
    package var sessionId = ""
    /// For RESUME, not for the next IDENTIFY.
    package var resumeGatewayUrl = ""
    /// Its number, and how many there are.
    package var shard: [Int]?
    package var application = Application()

    package init() {}
}

extension Ready: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "user": try json.read(into: &user)
            case "guilds": try json.read(into: &guilds)
            case "session_id": try json.read(into: &sessionId)
            case "resume_gateway_url": try json.read(into: &resumeGatewayUrl)
            case "shard": try json.read(into: &shard)
            case "application": try json.read(into: &application)
            default: try json.skip()
            }
        }
    }
}
