/// Somebody used a command, a component or a form of ours.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object>
package struct Interaction: Equatable, Sendable {
    package var id = Snowflake(0)
    package var applicationId = Snowflake(0)
    package var type: InteractionType = .ping
    /// A secret: who has it can answer, for 15 minutes.
    package var token = ""
    package var data: InteractionData?
    package var guildId: Snowflake?
    package var channelId: Snowflake?
    @Indirect package var channel: Channel?
    /// In servers, with its user and its permissions.
    package var member: Member?
    /// Elsewhere.
    package var user: User?
    /// Whose component it is.
    @Indirect package var message: Message?
    /// What the bot may do in the channel.
    package var appPermissions = Permissions()
    /// Of the user, like `de` or `en-GB`.
    package var locale: String?
    package var guildLocale: String?
    package var context: InteractionContext?
    package var authorizingIntegrationOwners: [String: Snowflake] = [:]
    /// In bytes, for each file of an answer.
    package var attachmentSizeLimit: Int?

    package init() {}

    /// Who used it, wherever that was.
    package var caller: User? { member?.user ?? user }
}

extension Interaction: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "application_id": try json.read(into: &applicationId)
            case "type": try json.read(into: &type)
            case "token": try json.read(into: &token)
            case "data": try json.read(into: &data)
            case "guild_id": try json.read(into: &guildId)
            case "channel_id": try json.read(into: &channelId)
            case "channel": try json.read(into: &channel)
            case "member": try json.read(into: &member)
            case "user": try json.read(into: &user)
            case "message": try json.read(into: &message)
            case "app_permissions": try json.read(into: &appPermissions)
            case "locale": try json.read(into: &locale)
            case "guild_locale": try json.read(into: &guildLocale)
            case "context": try json.read(into: &context)
            case "authorizing_integration_owners": try json.read(into: &authorizingIntegrationOwners)
            case "attachment_size_limit": try json.read(into: &attachmentSizeLimit)
            default: try json.skip()
            }
        }
        guard id.rawValue > 0 else { throw .missing("id") }
    }
}
