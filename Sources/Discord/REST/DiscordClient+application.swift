package import DiscordModel

/// <https://docs.discord.com/developers/resources/application>
extension DiscordClient {
    /// Where the gateway is, how many shards it wants, and how often one may identify.
    package func gateway() async throws -> GatewayBot { try await fetch(.gateway) }

    /// What we are, and which privileged intents are switched on.
    package func application() async throws -> Application { try await fetch(.application) }

    /// - Parameter guild: nil for the commands that are there everywhere.
    package func commands(
        of application: Snowflake, guild: Snowflake? = nil, withLocalizations: Bool = true
    ) async throws -> [ApplicationCommand] {
        try await fetch(.commands(of: application, guild: guild, withLocalizations: withLocalizations))
    }

    /// Puts these in the place of all there were.
    @discardableResult
    package func overwriteCommands(
        of application: Snowflake, guild: Snowflake? = nil, with commands: [CommandDefinition]
    ) async throws -> [ApplicationCommand] {
        try await fetch(.overwriteCommands(of: application, guild: guild), body: commands)
    }
}
