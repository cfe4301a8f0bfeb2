/// <https://docs.discord.com/developers/resources/channel#thread-member-object>
package struct ThreadMember: Encodable, Equatable, Sendable {
    /// Of the thread. Left out, as the user's, inside of servers and threads.
    package var id: Snowflake?
    package var userId: Snowflake?
    /// Only in ``GatewayEvent/threadMember(_:)``.
    package var guildId: Snowflake?
    package var joinTimestamp: Timestamp?
    package var flags = 0
    package var member: Member?

    package init() {}
}

extension ThreadMember: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "user_id": try json.read(into: &userId)
            case "guild_id": try json.read(into: &guildId)
            case "join_timestamp": try json.read(into: &joinTimestamp)
            case "flags": try json.read(into: &flags)
            case "member": try json.read(into: &member)
            default: try json.skip()
            }
        }
    }
}
