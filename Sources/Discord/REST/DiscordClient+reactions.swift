package import DiscordModel

/// An emoji is the character itself, or `name:id` of a custom one.
///
/// <https://docs.discord.com/developers/resources/message#create-reaction>
extension DiscordClient {
    package func react(_ emoji: String, to message: Snowflake, in channel: Snowflake) async throws {
        try await call(.react(emoji, to: message, in: channel))
    }

    /// Takes our own back.
    package func unreact(_ emoji: String, from message: Snowflake, in channel: Snowflake) async throws {
        try await call(.unreact(emoji, from: message, in: channel))
    }

    package func deleteReaction(
        _ emoji: String, of user: Snowflake, on message: Snowflake, in channel: Snowflake
    ) async throws {
        try await call(.deleteReaction(emoji, of: user, on: message, in: channel))
    }

    package func deleteReactions(on message: Snowflake, in channel: Snowflake) async throws {
        try await call(.deleteReactions(on: message, in: channel))
    }

    /// Who reacted so.
    package func reactions(
        _ emoji: String, on message: Snowflake, in channel: Snowflake, after: Snowflake? = nil, limit: Int? = nil
    ) async throws -> [User] {
        try await fetch(.reactions(emoji, on: message, in: channel, after: after, limit: limit))
    }
}
