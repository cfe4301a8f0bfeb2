/// What a user is seen to be doing; also what one's own bot shows (op 3).
///
/// <https://docs.discord.com/developers/events/gateway-events#presence-update>
package struct Presence: Encodable, Equatable, Sendable {
    /// Only in events, and often nothing but its id.
    package var user: User?
    package var guildId: Snowflake?
    package var status: OnlineStatus = .online
    package var activities: [Activity] = []

    package init() {}
}

extension Presence: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "user": try json.read(into: &user)
            case "guild_id": try json.read(into: &guildId)
            case "status": try json.read(into: &status)
            case "activities": try json.read(into: &activities)
            default: try json.skip()
            }
        }
    }
}
