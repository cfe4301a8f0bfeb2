/// An option of a command as it was filled in, or a subcommand with its own.
///
/// <https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-application-command-interaction-data-option-structure>
package struct CommandArgument: Equatable, Sendable {
    package var name = ""
    package var type: CommandOptionType = .string
    /// Text, number or flag; of users, channels and such their id. Nil for subcommands.
    package var value: CommandValue?
    package var options: [CommandArgument] = []
    /// Being typed now (autocomplete); the value may be unfinished.
    package var focused = false

    package init() {}
}

extension CommandArgument: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "type": try json.read(into: &type)
            case "value": try json.read(into: &value)
            case "options": try json.read(into: &options)
            case "focused": try json.read(into: &focused)
            default: try json.skip()
            }
        }
    }
}
