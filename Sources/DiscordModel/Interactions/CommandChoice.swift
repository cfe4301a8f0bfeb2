/// <https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-choice-structure>
package struct CommandChoice: Encodable, Equatable, Sendable {
    /// 1 to 100 characters.
    package var name = ""
    package var nameLocalizations: [String: String]?
    package var value: CommandValue = .string("")

    package init() {}
}

extension CommandChoice: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "name": try json.read(into: &name)
            case "name_localizations": try json.read(into: &nameLocalizations)
            case "value": try json.read(into: &value)
            default: try json.skip()
            }
        }
    }
}
