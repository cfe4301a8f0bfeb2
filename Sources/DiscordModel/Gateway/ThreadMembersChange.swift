package struct ThreadMembersChange: Equatable, Sendable {
    /// Of the thread.
    package var id = Snowflake(0)
    package var guildId = Snowflake(0)
    package var memberCount = 0
    package var addedMembers: [ThreadMember] = []
    package var removedMemberIds: [Snowflake] = []

    package init() {}
}

extension ThreadMembersChange: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "guild_id": try json.read(into: &guildId)
            case "member_count": try json.read(into: &memberCount)
            case "added_members": try json.read(into: &addedMembers)
            case "removed_member_ids": try json.read(into: &removedMemberIds)
            default: try json.skip()
            }
        }
    }
}
