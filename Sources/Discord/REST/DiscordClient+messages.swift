package import DiscordModel

/// <https://docs.discord.com/developers/resources/message>
extension DiscordClient {
    /// - Parameter message: give it a `nonce` of your own where it may be sent again after a restart.
    package func send(
        _ message: MessageRequest, files: [OutgoingFile] = [], to channel: Snowflake
    ) async throws -> Message {
        try await create(message, files: files, in: channel)
    }

    @discardableResult
    package func edit(
        _ message: Snowflake, in channel: Snowflake, to edit: MessageEdit, files: [OutgoingFile] = []
    ) async throws -> Message {
        let route = MessageRoute.edit(message, in: channel)
        return try read(Message.self, from: try await deliver(edit, files: files, by: route), route.route)
    }

    /// What Discord allows both to new messages of a channel and to edits there; nil where it has not said.
    package func allowance(in channel: Snowflake) -> RateAllowance? {
        let created = turnstile.allowance(of: MessageRoute.create(in: channel).route)
        let edited = turnstile.allowance(of: MessageRoute.edit(Snowflake(0), in: channel).route)
        return created?.narrowed(by: edited) ?? edited
    }

    package func delete(_ message: Snowflake, in channel: Snowflake, reason: String? = nil) async throws {
        try await call(.delete(message: message, in: channel), reason: reason)
    }

    /// - Parameter messages: 2 to 100, none older than 14 days.
    package func delete(_ messages: [Snowflake], in channel: Snowflake, reason: String? = nil) async throws {
        try await call(.bulkDelete(in: channel), body: MessageIDs(messages: messages), reason: reason)
    }

    package func message(_ message: Snowflake, in channel: Snowflake) async throws -> Message {
        try await fetch(.message(message, in: channel))
    }

    /// Newest first.
    /// - Parameter limit: at most 100; 50 where it is nil.
    package func messages(
        in channel: Snowflake, _ which: Route.Around = .newest, limit: Int? = nil
    ) async throws -> [Message] {
        try await fetch(.messages(in: channel, which, limit: limit))
    }

    // MARK: Pins

    /// Newest pin first.
    /// - Parameter limit: at most 50.
    package func pins(in channel: Snowflake, before: String? = nil, limit: Int? = nil) async throws -> PinnedMessages {
        try await fetch(.pins(in: channel, before: before, limit: limit))
    }

    package func pin(_ message: Snowflake, in channel: Snowflake, reason: String? = nil) async throws {
        try await call(.pin(message, in: channel), reason: reason)
    }

    package func unpin(_ message: Snowflake, in channel: Snowflake, reason: String? = nil) async throws {
        try await call(.unpin(message, in: channel), reason: reason)
    }
}

private struct MessageIDs: Encodable {
    let messages: [Snowflake]
}
