/// What a channel grants or takes away from a role or a member.
///
/// <https://docs.discord.com/developers/resources/channel#overwrite-object>
package struct PermissionOverwrite: Encodable, Equatable, Sendable {
    /// Of the role or the user.
    package var id = Snowflake(0)
    package var type: PermissionOverwriteType = .role
    package var allow = Permissions()
    package var deny = Permissions()

    package init() {}
}

extension PermissionOverwrite: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "type": try json.read(into: &type)
            case "allow": try json.read(into: &allow)
            case "deny": try json.read(into: &deny)
            default: try json.skip()
            }
        }
    }
}
