/// <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure>
package struct CommandOption: Encodable, Equatable, Sendable {
    package var type: CommandOptionType = .string
    package var name = ""
    package var nameLocalizations: [String: String]?
    package var description = ""
    package var descriptionLocalizations: [String: String]?
    package var required: Bool?
    package var choices: [CommandChoice]?
    package var options: [CommandOption]?
    package var channelTypes: [ChannelType]?
    package var minValue: CommandValue?
    package var maxValue: CommandValue?
    package var minLength: Int?
    package var maxLength: Int?
    /// Not together with choices.
    package var autocomplete: Bool?

    package init() {}
}

extension CommandOption: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "type": try json.read(into: &type)
            case "name": try json.read(into: &name)
            case "name_localizations": try json.read(into: &nameLocalizations)
            case "description": try json.read(into: &description)
            case "description_localizations": try json.read(into: &descriptionLocalizations)
            case "required": try json.read(into: &required)
            case "choices": try json.read(into: &choices)
            case "options": try json.read(into: &options)
            case "channel_types": try json.read(into: &channelTypes)
            case "min_value": try json.read(into: &minValue)
            case "max_value": try json.read(into: &maxValue)
            case "min_length": try json.read(into: &minLength)
            case "max_length": try json.read(into: &maxLength)
            case "autocomplete": try json.read(into: &autocomplete)
            default: try json.skip()
            }
        }
    }
}
