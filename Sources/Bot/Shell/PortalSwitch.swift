package import DiscordModel

/// A switch of Discord's developer portal that is off, though the bot could use it.
package struct PortalSwitch: Sendable, Equatable {
    /// As the portal calls it.
    package let name: String
    /// What that means.
    package let consequence: String
    /// The page that has it.
    package let link: String

    /// Says what to do, in one sentence.
    package var sentence: String {
        "The \(name) is off, so \(consequence). Switch it on at \(link) and start again."
    }

    /// Those of an application.
    package static func missing(in application: Application) -> [PortalSwitch] {
        guard !application.grantsMessageContent else { return [] }
        return [
            PortalSwitch(
                name: "Message Content Intent",
                consequence: "only mentions, replies and direct messages are heard",
                link: "https://discord.com/developers/applications/\(application.id)/bot")
        ]
    }
}

extension Application {
    /// Whether the text of messages may be read that do not concern the bot.
    var grantsMessageContent: Bool {
        !allFlags.isDisjoint(with: [.messageContent, .limitedMessageContent])
    }
}
