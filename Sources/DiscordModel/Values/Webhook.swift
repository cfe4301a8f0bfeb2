/// <https://docs.discord.com/developers/resources/webhook#webhook-object>
package struct Webhook: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var type: WebhookType = .incoming
    package var guildId: Snowflake?
    @Nullable package var channelId: Snowflake?
    package var user: User?
    @Nullable package var name: String?
    @Nullable package var avatar: String?
    /// Only of incoming ones: a secret, who has it can send.
    package var token: String?
    @Nullable package var applicationId: Snowflake?

    package init() {}
}

extension Webhook: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "type": try json.read(into: &type)
            case "guild_id": try json.read(into: &guildId)
            case "channel_id": try json.read(into: &channelId)
            case "user": try json.read(into: &user)
            case "name": try json.read(into: &name)
            case "avatar": try json.read(into: &avatar)
            case "token": try json.read(into: &token)
            case "application_id": try json.read(into: &applicationId)
            default: try json.skip()
            }
        }
    }
}
