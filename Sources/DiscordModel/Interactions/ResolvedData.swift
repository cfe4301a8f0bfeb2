/// The objects that the ids in an interaction stand for.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure>
package struct ResolvedData: Equatable, Sendable {
    package var users: [Snowflake: User] = [:]
    /// Without their users.
    package var members: [Snowflake: Member] = [:]
    package var roles: [Snowflake: Role] = [:]
    /// Partial.
    package var channels: [Snowflake: Channel] = [:]
    /// Partial.
    package var messages: [Snowflake: Message] = [:]
    package var attachments: [Snowflake: Attachment] = [:]

    package init() {}
}

extension ResolvedData: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "users": try json.read(into: &users)
            case "members": try json.read(into: &members)
            case "roles": try json.read(into: &roles)
            case "channels": try json.read(into: &channels)
            case "messages": try json.read(into: &messages)
            case "attachments": try json.read(into: &attachments)
            default: try json.skip()
            }
        }
    }
}
