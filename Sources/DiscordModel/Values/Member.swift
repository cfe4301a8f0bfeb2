/// A user in a server.
///
/// <https://docs.discord.com/developers/resources/guild#guild-member-object>
package struct Member: Encodable, Equatable, Sendable {
    /// Left out where the user stands beside the member, as in messages.
    package var user: User?
    /// Only in events.
    package var guildId: Snowflake?
    @Nullable package var nick: String?
    @Nullable package var avatar: String?
    @Nullable package var banner: String?
    package var roles: [Snowflake] = []
    package var joinedAt: Timestamp?
    @Nullable package var premiumSince: Timestamp?
    /// Until then the member is timed out, if it lies ahead.
    @Nullable package var communicationDisabledUntil: Timestamp?
    package var flags = 0
    package var pending = false
    package var mute = false
    package var deaf = false
    /// Only in interactions: what the member may do in their channel.
    package var permissions: Permissions?

    package init() {}
}

extension Member: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "user": try json.read(into: &user)
            case "guild_id": try json.read(into: &guildId)
            case "nick": try json.read(into: &nick)
            case "avatar": try json.read(into: &avatar)
            case "banner": try json.read(into: &banner)
            case "roles": try json.read(into: &roles)
            case "joined_at": try json.read(into: &joinedAt)
            case "premium_since": try json.read(into: &premiumSince)
            case "communication_disabled_until": try json.read(into: &communicationDisabledUntil)
            case "flags": try json.read(into: &flags)
            case "pending": try json.read(into: &pending)
            case "mute": try json.read(into: &mute)
            case "deaf": try json.read(into: &deaf)
            case "permissions": try json.read(into: &permissions)
            default: try json.skip()
            }
        }
    }
}
