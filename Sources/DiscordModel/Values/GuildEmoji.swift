/// <https://docs.discord.com/developers/resources/emoji#emoji-object>
package struct GuildEmoji: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var name = ""
    package var roles: [Snowflake] = []
    package var user: User?
    package var requireColons = false
    package var managed = false
    package var animated = false
    package var available = true

    package init() {}
}

extension GuildEmoji: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "roles": try json.read(into: &roles)
            case "user": try json.read(into: &user)
            case "require_colons": try json.read(into: &requireColons)
            case "managed": try json.read(into: &managed)
            case "animated": try json.read(into: &animated)
            case "available": try json.read(into: &available)
            default: try json.skip()
            }
        }
    }
}
