package struct GatewayRateLimitMeta: Equatable, Sendable {
    package var guildId: Snowflake?
    package var nonce: String?

    package init() {}
}

extension GatewayRateLimitMeta: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "nonce": try json.read(into: &nonce)
            default: try json.skip()
            }
        }
    }
}
