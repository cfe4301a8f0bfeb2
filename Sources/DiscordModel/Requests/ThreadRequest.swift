/// <https://docs.discord.com/developers/resources/channel#start-thread-without-message>
package struct ThreadRequest: Encodable, Equatable, Sendable {
    /// 1 to 100 characters.
    package var name = ""
    /// In minutes: 60, 1440, 4320 or 10080.
    package var autoArchiveDuration: Int?
    /// In seconds.
    package var rateLimitPerUser: Int?
    /// Not where it starts at a message. Left out it is private.
    package var type: ChannelType?
    package var invitable: Bool?
    /// Only in forums.
    package var appliedTags: [Snowflake]?
    /// Only in forums: how it begins.
    package var message: MessageRequest?

    package init() {}
}

extension ThreadRequest: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "auto_archive_duration": try json.read(into: &autoArchiveDuration)
            case "rate_limit_per_user": try json.read(into: &rateLimitPerUser)
            case "type": try json.read(into: &type)
            case "invitable": try json.read(into: &invitable)
            case "applied_tags": try json.read(into: &appliedTags)
            case "message": try json.read(into: &message)
            default: try json.skip()
            }
        }
    }
}
