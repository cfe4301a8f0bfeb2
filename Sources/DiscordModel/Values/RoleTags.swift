/// What a role was made for. Three of its flags are told by being there, as `null`.
///
/// <https://docs.discord.com/developers/topics/permissions#role-object-role-tags-structure>
package struct RoleTags: Encodable, Equatable, Sendable {
    package var botId: Snowflake?
    package var integrationId: Snowflake?
    package var subscriptionListingId: Snowflake?
    package var premiumSubscriber: Nullable<Bool>?
    package var availableForPurchase: Nullable<Bool>?
    package var guildConnections: Nullable<Bool>?

    package init() {}
}

extension RoleTags: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "bot_id": try json.read(into: &botId)
            case "integration_id": try json.read(into: &integrationId)
            case "subscription_listing_id": try json.read(into: &subscriptionListingId)
            case "premium_subscriber": try json.read(into: &premiumSubscriber)
            case "available_for_purchase": try json.read(into: &availableForPurchase)
            case "guild_connections": try json.read(into: &guildConnections)
            default: try json.skip()
            }
        }
    }
}
