package struct MemberRemoval: Equatable, Sendable {
    package var guildId = Snowflake(0)
    package var user = User()

    package init() {}
}

extension MemberRemoval: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "guild_id": try json.read(into: &guildId)
            case "user": try json.read(into: &user)
            default: try json.skip()
            }
        }
    }
}
