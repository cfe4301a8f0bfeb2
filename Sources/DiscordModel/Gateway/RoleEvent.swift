package struct RoleEvent: Equatable, Sendable {
    package var guildId = Snowflake(0)
    package var role = Role()

    package init() {}
}

extension RoleEvent: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "role": try json.read(into: &role)
            default: try json.skip()
            }
        }
    }
}
