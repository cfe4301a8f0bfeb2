/// A server as the gateway tells it: of its many members those that the bot uses.
///
/// <https://docs.discord.com/developers/resources/guild#guild-object>
package struct Guild: Equatable, Sendable {
    package var id = Snowflake(0)
    /// In an outage: nothing but the id is known.
    package var unavailable = false
    package var name = ""
    package var icon: String?
    package var description: String?
    package var ownerId = Snowflake(0)
    package var joinedAt: Timestamp?
    package var large = false
    package var memberCount = 0
    package var preferredLocale = "en-US"
    package var premiumTier = 0
    package var systemChannelId: Snowflake?
    package var afkChannelId: Snowflake?
    package var roles: [Role] = []
    package var channels: [Channel] = []
    package var threads: [Channel] = []
    /// Not all, as a rule (``GatewayEvent/membersChunk(_:)``).
    package var members: [Member] = []
    package var voiceStates: [VoiceState] = []

    package init() {}
}

extension Guild: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) { try self.init(from: &json, member: nil) }

    /// - Parameter wanted: the only one of its members that is read; all of them where nil.
    init(from json: inout JSONReader, member wanted: Snowflake?) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "unavailable": try json.read(into: &unavailable)
            case "name": try json.read(into: &name)
            case "icon": try json.read(into: &icon)
            case "description": try json.read(into: &description)
            case "owner_id": try json.read(into: &ownerId)
            case "joined_at": try json.read(into: &joinedAt)
            case "large": try json.read(into: &large)
            case "member_count": try json.read(into: &memberCount)
            case "preferred_locale": try json.read(into: &preferredLocale)
            case "premium_tier": try json.read(into: &premiumTier)
            case "system_channel_id": try json.read(into: &systemChannelId)
            case "afk_channel_id": try json.read(into: &afkChannelId)
            case "roles": try json.read(into: &roles)
            case "channels": try json.read(into: &channels)
            case "threads": try json.read(into: &threads)
            case "members": try read(membersFrom: &json, wanted)
            case "voice_states": try json.read(into: &voiceStates)
            default: try json.skip()
            }
        }
        guard id.rawValue > 0 else { throw .missing("id") }
    }

    private mutating func read(membersFrom json: inout JSONReader, _ wanted: Snowflake?) throws(JSONFault) {
        guard let wanted, json.next() == UInt8(ascii: "[") else { return try json.read(into: &members) }
        try json.array { json throws(JSONFault) in
            var ahead = json
            if try ahead.skipID(in: "user") == wanted { members.append(try json.read()) } else { json = ahead }
        }
    }
}
