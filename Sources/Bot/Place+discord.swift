package import Companion
package import DiscordModel

extension Place {
    /// A channel, a thread or direct messages: each a talk of its own.
    package static func discord(_ channel: Snowflake, _ kind: Kind) -> Place {
        Place(id: "\(namespace)\(channel)", kind: kind)
    }

    private static let namespace = "discord:"

    /// Whether it is anywhere on Discord.
    package var isDiscord: Bool { id.hasPrefix(Self.namespace) }

    /// Its channel on Discord.
    var discordChannel: Snowflake? { isDiscord ? Snowflake(id.dropFirst(Self.namespace.count)) : nil }

    /// A server, as one bot knows it: another bot's servers are none of its business.
    static func discordRealm(_ guild: Snowflake, of application: Snowflake) -> String {
        discordRealms(of: application) + "\(guild)"
    }

    /// The server that a realm is; nil where it is none on Discord.
    package static func discordServer(ofRealm realm: String) -> Snowflake? {
        realm.hasPrefix(namespace) ? realm.split(separator: "/").last.flatMap { Snowflake($0) } : nil
    }

    /// The realms of all bots that were here begin with this.
    package static var discordRealms: String { namespace }

    /// What the realms of a bot begin with.
    static func discordRealms(of application: Snowflake) -> String { "\(namespace)\(application)/" }

    package static func kind(of type: ChannelType?) -> Kind {
        guard let type else { return .text }
        return type.isPrivate ? .direct : type.isThread ? .thread : [.voice, .stage].contains(type) ? .voice : .text
    }
}

extension Speaker {
    package static func discordID(_ user: Snowflake) -> String { "discord:\(user)" }

    /// Their account on Discord.
    var discordUser: Snowflake? { id.hasPrefix("discord:") ? Snowflake(id.dropFirst("discord:".count)) : nil }
}
