/// <https://docs.discord.com/developers/resources/channel>
extension Route {
    package static func channel(_ channel: Snowflake) -> Route { Route(.get, "/channels/\(channel: channel)") }

    package static func modify(channel: Snowflake) -> Route { Route(.patch, "/channels/\(channel: channel)") }

    package static func typing(in channel: Snowflake) -> Route {
        Route(.post, "/channels/\(channel: channel)/typing", isRepeatable: true)
    }

    // MARK: Threads

    package static func startThread(from message: Snowflake, in channel: Snowflake) -> Route {
        Route(.post, "/channels/\(channel: channel)/messages/\("message.id", message)/threads")
    }

    package static func startThread(in channel: Snowflake) -> Route {
        Route(.post, "/channels/\(channel: channel)/threads")
    }

    package static func join(thread: Snowflake) -> Route {
        Route(.put, "/channels/\(channel: thread)/thread-members/@me")
    }

    package static func leave(thread: Snowflake) -> Route {
        Route(.delete, "/channels/\(channel: thread)/thread-members/@me")
    }

    package static func activeThreads(of guild: Snowflake) -> Route {
        Route(.get, "/guilds/\(guild: guild)/threads/active")
    }

    /// - Parameter before: an ISO 8601 timestamp, the archive time of the last page's oldest thread.
    package static func archivedThreads(of channel: Snowflake, before: String? = nil, limit: Int? = nil) -> Route {
        Route(
            .get, "/channels/\(channel: channel)/threads/archived/public", query: ["before": before, "limit": limit])
    }
}
