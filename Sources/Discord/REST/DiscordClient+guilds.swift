package import DiscordModel

/// <https://docs.discord.com/developers/resources/guild>
extension DiscordClient {
    package func guild(_ guild: Snowflake, withCounts: Bool = false) async throws -> Guild {
        try await fetch(.guild(guild, withCounts: withCounts))
    }

    /// Without threads.
    package func channels(of guild: Snowflake) async throws -> [Channel] { try await fetch(.channels(of: guild)) }

    package func roles(of guild: Snowflake) async throws -> [Role] { try await fetch(.roles(of: guild)) }

    package func member(_ user: Snowflake, of guild: Snowflake) async throws -> Member {
        try await fetch(.member(user, of: guild))
    }

    /// In the order of their ids; needs the intent for members.
    /// - Parameter limit: at most 1,000; 1 where it is nil.
    package func members(
        of guild: Snowflake, after: Snowflake? = nil, limit: Int? = nil
    ) async throws -> [Member] {
        try await fetch(.members(of: guild, after: after, limit: limit))
    }

    /// Whose name or nick begins so.
    package func searchMembers(of guild: Snowflake, _ query: String, limit: Int? = nil) async throws -> [Member] {
        try await fetch(.searchMembers(of: guild, query: query, limit: limit))
    }
}
