package import DiscordModel

/// <https://docs.discord.com/developers/resources/channel>
extension DiscordClient {
    package func channel(_ channel: Snowflake) async throws -> Channel { try await fetch(.channel(channel)) }

    @discardableResult
    package func modify(_ channel: Snowflake, to edit: ThreadEdit, reason: String? = nil) async throws -> Channel {
        try await fetch(.modify(channel: channel), body: edit, reason: reason)
    }

    /// Shows for ten seconds, or until a message comes.
    package func showTyping(in channel: Snowflake) async throws { try await call(.typing(in: channel)) }

    // MARK: Threads

    package func startThread(
        from message: Snowflake, in channel: Snowflake, _ thread: ThreadRequest, reason: String? = nil
    ) async throws -> Channel {
        try await fetch(
            .startThread(from: message, in: channel), body: thread.withoutMessage, reason: reason)
    }

    /// Without a message to start from. Left out, its type is private.
    package func startThread(
        in channel: Snowflake, _ thread: ThreadRequest, reason: String? = nil
    ) async throws -> Channel {
        try await fetch(.startThread(in: channel), body: thread.withoutMessage, reason: reason)
    }

    /// A thread in a forum, with its first message.
    package func startPost(
        in forum: Snowflake, _ thread: ThreadRequest, files: [OutgoingFile] = []
    ) async throws -> Channel {
        let route = MessageRoute.startPost(in: forum)
        return try read(Channel.self, from: try await deliver(thread, files: files, by: route), route.route)
    }

    package func join(thread: Snowflake) async throws { try await call(.join(thread: thread)) }

    package func leave(thread: Snowflake) async throws { try await call(.leave(thread: thread)) }

    package func archive(thread: Snowflake, reason: String? = nil) async throws {
        var edit = ThreadEdit()
        edit.archived = true
        try await call(.modify(channel: thread), body: edit, reason: reason)
    }

    /// Of a whole server.
    package func activeThreads(of guild: Snowflake) async throws -> ThreadList {
        try await fetch(.activeThreads(of: guild))
    }

    /// - Parameter before: the archive time of the last page's oldest thread.
    package func archivedThreads(
        of channel: Snowflake, before: String? = nil, limit: Int? = nil
    ) async throws -> ThreadList {
        try await fetch(.archivedThreads(of: channel, before: before, limit: limit))
    }
}

extension ThreadRequest {
    /// Messages leave by their own door.
    fileprivate var withoutMessage: ThreadRequest {
        var thread = self
        thread.message = nil
        return thread
    }
}
