/// <https://docs.discord.com/developers/resources/message#role-subscription-data-object>
package struct RoleSubscription: Encodable, Equatable, Sendable {
    package var roleSubscriptionListingId = Snowflake(0)
    package var tierName = ""
    package var totalMonthsSubscribed = 0
    package var isRenewal = false

    package init() {}
}

extension RoleSubscription: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "role_subscription_listing_id": try json.read(into: &roleSubscriptionListingId)
            case "tier_name": try json.read(into: &tierName)
            case "total_months_subscribed": try json.read(into: &totalMonthsSubscribed)
            case "is_renewal": try json.read(into: &isRenewal)
            default: try json.skip()
            }
        }
    }
}
