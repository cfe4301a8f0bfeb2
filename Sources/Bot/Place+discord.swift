package import Companion
package import DiscordModel

extension Place {
    /// A channel, a thread or direct messages: each a talk of its own.
    package static func discord(_ channel: Snowflake, _ kind: Kind) -> Place {
        Place(id: "discord:\(channel)", kind: kind)
    }

    package static func kind(of type: ChannelType?) -> Kind {
        guard let type else { return .text }
        return type.isPrivate ? .direct : type.isThread ? .thread : [.voice, .stage].contains(type) ? .voice : .text
    }
}

extension Speaker {
    package static func discordID(_ user: Snowflake) -> String { "discord:\(user)" }
}
