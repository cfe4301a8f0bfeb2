/// Somebody on Discord, person or program.
///
/// <https://docs.discord.com/developers/resources/user#user-object>
package struct User: Encodable, Equatable, Sendable {
    package var id = Snowflake(0)
    package var username = ""
    package var discriminator = "0"
    @Nullable package var globalName: String?
    @Nullable package var avatar: String?
    package var bot = false
    package var system = false
    package var banner: String?
    package var accentColor: Int?
    package var flags = 0
    package var publicFlags = 0
    @Nullable package var primaryGuild: PrimaryGuild?

    package init() {}
}

extension User: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "username": try json.read(into: &username)
            case "discriminator": try json.read(into: &discriminator)
            case "global_name": try json.read(into: &globalName)
            case "avatar": try json.read(into: &avatar)
            case "bot": try json.read(into: &bot)
            case "system": try json.read(into: &system)
            case "banner": try json.read(into: &banner)
            case "accent_color": try json.read(into: &accentColor)
            case "flags": try json.read(into: &flags)
            case "public_flags": try json.read(into: &publicFlags)
            case "primary_guild": try json.read(into: &primaryGuild)
            default: try json.skip()
            }
        }
    }
}
