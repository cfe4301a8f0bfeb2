/// Which interaction a message answers.
///
/// <https://docs.discord.com/developers/resources/message#message-interaction-metadata-object>
package struct InteractionMetadata: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var type: InteractionType = .command
    package var user: User?
    /// Of the installation: "0" for a server's, "1" for a user's.
    package var authorizingIntegrationOwners: [String: Snowflake] = [:]
    package var originalResponseMessageId: Snowflake?
    package var targetUser: User?
    package var targetMessageId: Snowflake?
    package var interactedMessageId: Snowflake?
    @Indirect package var triggeringInteractionMetadata: InteractionMetadata?

    package init() {}
}

extension InteractionMetadata: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "type": try json.read(into: &type)
            case "user": try json.read(into: &user)
            case "authorizing_integration_owners": try json.read(into: &authorizingIntegrationOwners)
            case "original_response_message_id": try json.read(into: &originalResponseMessageId)
            case "target_user": try json.read(into: &targetUser)
            case "target_message_id": try json.read(into: &targetMessageId)
            case "interacted_message_id": try json.read(into: &interactedMessageId)
            case "triggering_interaction_metadata": try json.read(into: &triggeringInteractionMetadata)
            default: try json.skip()
            }
        }
    }
}
