/// <https://docs.discord.com/developers/resources/application#application-object>
package struct Application: Equatable, Sendable {
    package var id = Snowflake(0)
    package var name = ""
    package var flags = ApplicationFlags()
    /// Since 2026 the place for all flags, as text.
    package var flagsNew: ApplicationFlags?
    package var owner: User?
    package var team: Team?
    package var bot: User?
    package var approximateGuildCount: Int?

    package init() {}

    /// Wherever Discord put them.
    package var allFlags: ApplicationFlags { flags.union(flagsNew ?? []) }
}

extension Application: JSONReadable {
    package init(from json: inout JSONReader) throws(JSONFault) {
        self.init()
        try json.object { json, key throws(JSONFault) in
            switch key {
            case "id": try json.read(into: &id)
            case "name": try json.read(into: &name)
            case "flags": try json.read(into: &flags)
            case "flags_new": try json.read(into: &flagsNew)
            case "owner": try json.read(into: &owner)
            case "team": try json.read(into: &team)
            case "bot": try json.read(into: &bot)
            case "approximate_guild_count": try json.read(into: &approximateGuildCount)
            default: try json.skip()
            }
        }
    }
}
