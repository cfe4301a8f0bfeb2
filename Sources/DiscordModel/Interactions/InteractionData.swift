/// What was used and how. Which members are there follows from the interaction's type.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-interaction-data>
package struct InteractionData: Equatable, Sendable {
    /// Of a command.
    package var id: Snowflake?
    package var name = ""
    package var type: CommandType = .chatInput
    package var options: [CommandArgument] = []
    /// The user or message of a context menu.
    package var targetId: Snowflake?
    /// Of a component or a form.
    package var customId = ""
    package var componentType: ComponentType?
    /// What was selected.
    package var values: [String] = []
    /// What a form holds.
    package var components: [SubmittedComponent] = []
    package var resolved = ResolvedData()

    package init() {}
}

extension InteractionData: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "type": try json.read(into: &type)
            case "options": try json.read(into: &options)
            case "target_id": try json.read(into: &targetId)
            case "custom_id": try json.read(into: &customId)
            case "component_type": try json.read(into: &componentType)
            case "values": try json.read(into: &values)
            case "components": try json.read(into: &components)
            case "resolved": try json.read(into: &resolved)
            default: try json.skip()
            }
        }
    }
}
