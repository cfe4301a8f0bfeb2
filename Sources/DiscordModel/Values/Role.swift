/// <https://docs.discord.com/developers/topics/permissions#role-object>
package struct Role: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var name = ""
    package var permissions = Permissions()
    package var position = 0
    package var color = 0
    package var colors = RoleColors()
    package var hoist = false
    package var managed = false
    package var mentionable = false
    @Nullable package var icon: String?
    @Nullable package var unicodeEmoji: String?
    package var tags: RoleTags?
    package var flags = 0

    package init() {}
}

extension Role: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "permissions": try json.read(into: &permissions)
            case "position": try json.read(into: &position)
            case "color": try json.read(into: &color)
            case "colors": try json.read(into: &colors)
            case "hoist": try json.read(into: &hoist)
            case "managed": try json.read(into: &managed)
            case "mentionable": try json.read(into: &mentionable)
            case "icon": try json.read(into: &icon)
            case "unicode_emoji": try json.read(into: &unicodeEmoji)
            case "tags": try json.read(into: &tags)
            case "flags": try json.read(into: &flags)
            default: try json.skip()
            }
        }
    }
}
