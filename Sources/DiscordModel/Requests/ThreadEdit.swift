/// <https://docs.discord.com/developers/resources/channel#modify-channel-json-params-thread>
package struct ThreadEdit: Encodable, Equatable, Sendable {
    package var name: String?
    package var archived: Bool?
    package var locked: Bool?
    package var invitable: Bool?
    package var autoArchiveDuration: Int?
    package var rateLimitPerUser: Int?
    package var appliedTags: [Snowflake]?

    package init() {}
}

extension ThreadEdit: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "archived": try json.read(into: &archived)
            case "locked": try json.read(into: &locked)
            case "invitable": try json.read(into: &invitable)
            case "auto_archive_duration": try json.read(into: &autoArchiveDuration)
            case "rate_limit_per_user": try json.read(into: &rateLimitPerUser)
            case "applied_tags": try json.read(into: &appliedTags)
            default: try json.skip()
            }
        }
    }
}
