/// A command as Discord knows it.
///
/// <https://docs.discord.com/developers/interactions/application-commands#application-command-object>
package struct ApplicationCommand: Equatable, Sendable {
    package var id = Snowflake(0)
    package var applicationId = Snowflake(0)
    /// Nil: it is known everywhere.
    package var guildId: Snowflake?
    /// Changes whenever the command does.
    package var version = Snowflake(0)
    package var definition = CommandDefinition()

    package init() {}
}

extension ApplicationCommand: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        var again = json
        definition = try CommandDefinition(from: &again)
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "application_id": try json.read(into: &applicationId)
            case "guild_id": try json.read(into: &guildId)
            case "version": try json.read(into: &version)
            default: try json.skip()
            }
        }
    }
}
