/// A channel of any kind: of a server, a thread, a conversation with one person.
///
/// <https://docs.discord.com/developers/resources/channel#channel-object>
package struct Channel: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var type: ChannelType = .text
    /// Left out inside of GUILD_CREATE.
    package var guildId: Snowflake?
    package var name: String?
    package var topic: String?
    package var position: Int?
    package var parentId: Snowflake?
    package var permissionOverwrites: [PermissionOverwrite]?
    package var nsfw: Bool?
    package var lastMessageId: Snowflake?
    /// Slow mode, in seconds.
    package var rateLimitPerUser: Int?
    package var bitrate: Int?
    package var userLimit: Int?
    /// The other people of a conversation without a server.
    package var recipients: [User]?
    /// Of a thread: who began it.
    package var ownerId: Snowflake?
    package var threadMetadata: ThreadMetadata?
    package var messageCount: Int?
    package var memberCount: Int?
    package var totalMessageSent: Int?
    /// Oneself in the thread, if one is.
    @Indirect package var member: ThreadMember?
    package var appliedTags: [Snowflake]?
    package var availableTags: [ForumTag]?
    package var flags = 0
    /// Of oneself, only in interactions.
    package var permissions: Permissions?
    package var newlyCreated: Bool?

    package init() {}
}

extension Channel: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "type": try json.read(into: &type)
            case "guild_id": try json.read(into: &guildId)
            case "name": try json.read(into: &name)
            case "topic": try json.read(into: &topic)
            case "position": try json.read(into: &position)
            case "parent_id": try json.read(into: &parentId)
            case "permission_overwrites": try json.read(into: &permissionOverwrites)
            case "nsfw": try json.read(into: &nsfw)
            case "last_message_id": try json.read(into: &lastMessageId)
            case "rate_limit_per_user": try json.read(into: &rateLimitPerUser)
            case "bitrate": try json.read(into: &bitrate)
            case "user_limit": try json.read(into: &userLimit)
            case "recipients": try json.read(into: &recipients)
            case "owner_id": try json.read(into: &ownerId)
            case "thread_metadata": try json.read(into: &threadMetadata)
            case "message_count": try json.read(into: &messageCount)
            case "member_count": try json.read(into: &memberCount)
            case "total_message_sent": try json.read(into: &totalMessageSent)
            case "member": try json.read(into: &member)
            case "applied_tags": try json.read(into: &appliedTags)
            case "available_tags": try json.read(into: &availableTags)
            case "flags": try json.read(into: &flags)
            case "permissions": try json.read(into: &permissions)
            case "newly_created": try json.read(into: &newlyCreated)
            default: try json.skip()
            }
        }
        guard id.rawValue > 0 else { throw .missing("id") }
    }
}
