package import DiscordModel

/// The link that brings the bot to a server, and what it asks for there.
package enum Invitation {
    /// What the bot uses, under the names people see when they are asked.
    package static let permissions: [(name: String, permission: Permissions)] = [
        ("View Channels", .viewChannel), ("Send Messages", .sendMessages),
        ("Send Messages in Threads", .sendMessagesInThreads), ("Embed Links", .embedLinks),
        ("Attach Files", .attachFiles),
        // A reply points at a message of the history.
        ("Read Message History", .readMessageHistory),
    ]

    /// <https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow>
    package static func link(for application: Snowflake) -> String {
        let asked = permissions.reduce(into: Permissions()) { $0.formUnion($1.permission) }
        return "https://discord.com/oauth2/authorize?client_id=\(application)&scope=bot%20applications.commands"
            + "&permissions=\(asked.rawValue)"
    }
}
