/// A command as it is registered.
///
/// <https://docs.discord.com/developers/interactions/application-commands#application-command-object>
package struct CommandDefinition: Encodable, Equatable, Sendable {
    package var type: CommandType = .chatInput
    package var name = ""
    package var nameLocalizations: [String: String]?
    /// 1 to 100 characters; empty for those of a context menu.
    package var description = ""
    package var descriptionLocalizations: [String: String]?
    /// Required ones first, at most 25.
    package var options: [CommandOption]?
    /// Who has all of them may use it, unless the server says otherwise. Nil: everybody.
    package var defaultMemberPermissions: NumericPermissions?
    package var nsfw: Bool?
    package var contexts: [InteractionContext]?
    package var integrationTypes: [IntegrationType]?

    package init() {}
}

extension CommandDefinition: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "type": try json.read(into: &type)
            case "name": try json.read(into: &name)
            case "name_localizations": try json.read(into: &nameLocalizations)
            case "description": try json.read(into: &description)
            case "description_localizations": try json.read(into: &descriptionLocalizations)
            case "options": try json.read(into: &options)
            case "default_member_permissions": try json.read(into: &defaultMemberPermissions)
            case "nsfw": try json.read(into: &nsfw)
            case "contexts": try json.read(into: &contexts)
            case "integration_types": try json.read(into: &integrationTypes)
            default: try json.skip()
            }
        }
    }
}
