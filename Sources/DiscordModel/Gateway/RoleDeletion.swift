package struct RoleDeletion: Equatable, Sendable {
    package var guildId = Snowflake(0)
    package var roleId = Snowflake(0)

    package init() {}
}

extension RoleDeletion: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "role_id": try json.read(into: &roleId)
            default: try json.skip()
            }
        }
    }
}
