/// The server whose tag a user wears.
package struct PrimaryGuild: Encodable, Equatable, Sendable {
    @Nullable package var identityGuildId: Snowflake?
    @Nullable package var identityEnabled: Bool?
    @Nullable package var tag: String?
    @Nullable package var badge: String?

    package init() {}
}

extension PrimaryGuild: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "identity_guild_id": try json.read(into: &identityGuildId)
            case "identity_enabled": try json.read(into: &identityEnabled)
            case "tag": try json.read(into: &tag)
            case "badge": try json.read(into: &badge)
            default: try json.skip()
            }
        }
    }
}
