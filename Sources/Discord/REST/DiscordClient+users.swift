package import DiscordModel

/// <https://docs.discord.com/developers/resources/user>
extension DiscordClient {
    package func me() async throws -> User { try await fetch(.me) }

    package func user(_ user: Snowflake) async throws -> User { try await fetch(.user(user)) }

    /// The channel for direct messages with somebody; the same one each time.
    package func directChannel(with user: Snowflake) async throws -> Channel {
        var request = PrivateChannelRequest()
        request.recipientId = user
        return try await fetch(.openDirectChannel, body: request)
    }
}
