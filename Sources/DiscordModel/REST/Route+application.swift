/// <https://docs.discord.com/developers/resources/application>
extension Route {
    package static let gateway = Route(.get, "/gateway/bot")

    package static let application = Route(.get, "/applications/@me")

    /// Without a guild: the commands that are there everywhere.
    package static func commands(
        of application: Snowflake, guild: Snowflake? = nil, withLocalizations: Bool = false
    ) -> Route {
        let path: RoutePath =
            if let guild {
                "/applications/\("application.id", application)/guilds/\(guild: guild)/commands"
            } else {
                "/applications/\("application.id", application)/commands"
            }
        return Route(.get, path, query: ["with_localizations": withLocalizations ? true : nil])
    }

    /// Puts a whole list in the place of the old one.
    package static func overwriteCommands(of application: Snowflake, guild: Snowflake? = nil) -> Route {
        if let guild {
            Route(.put, "/applications/\("application.id", application)/guilds/\(guild: guild)/commands")
        } else {
            Route(.put, "/applications/\("application.id", application)/commands")
        }
    }
}
