/// <https://docs.discord.com/developers/resources/guild>
extension Route {
    package static func guild(_ guild: Snowflake, withCounts: Bool = false) -> Route {
        Route(.get, "/guilds/\(guild: guild)", query: ["with_counts": withCounts ? true : nil])
    }

    package static func channels(of guild: Snowflake) -> Route { Route(.get, "/guilds/\(guild: guild)/channels") }

    package static func roles(of guild: Snowflake) -> Route { Route(.get, "/guilds/\(guild: guild)/roles") }

    package static func member(_ user: Snowflake, of guild: Snowflake) -> Route {
        Route(.get, "/guilds/\(guild: guild)/members/\("user.id", user)")
    }

    package static func members(of guild: Snowflake, after: Snowflake? = nil, limit: Int? = nil) -> Route {
        Route(.get, "/guilds/\(guild: guild)/members", query: ["after": after, "limit": limit])
    }

    package static func searchMembers(of guild: Snowflake, query: String, limit: Int? = nil) -> Route {
        Route(.get, "/guilds/\(guild: guild)/members/search", query: ["query": query, "limit": limit])
    }

    // MARK: Users

    /// <https://docs.discord.com/developers/resources/user>
    package static let me = Route(.get, "/users/@me")

    package static func user(_ user: Snowflake) -> Route { Route(.get, "/users/\("user.id", user)") }

    /// Opening the same channel again gives the same channel.
    package static let openDirectChannel = Route(.post, "/users/@me/channels", isRepeatable: true)
}
