package import DiscordModel

/// Something that happened, for one bot: what its gateway sessions may hear as an op 0 payload.
///
/// The world has already left out bots that cannot see the place. A session takes what its intents and its
/// shard allow: ``data(for:shard:of:)``.
package struct Dispatch: Sendable {
    package let name: String
    package let data: JSON
    /// The same without what only MESSAGE_CONTENT shows; nil where there is no difference.
    package let contentless: JSON?
    /// Nil belongs to shard 0: direct messages and what concerns the bot itself.
    package let guild: Snowflake?
    /// A session needs one of them. Empty: everybody hears it.
    package let intents: SimulatedIntents

    package init(
        _ name: String, _ data: JSON, contentless: JSON? = nil, guild: Snowflake?, intents: SimulatedIntents
    ) {
        self.name = name
        self.data = data
        self.contentless = contentless
        self.guild = guild
        self.intents = intents
    }

    /// What a session of these intents is sent as `d`, or nil when this is not for it.
    package func data(for sessionIntents: SimulatedIntents, shard: Int, of count: Int) -> JSON? {
        guard intents.isEmpty || !intents.isDisjoint(with: sessionIntents),
            Self.shard(of: guild, count: count) == shard
        else { return nil }
        return sessionIntents.contains(.messageContent) ? data : contentless ?? data
    }

    /// <https://docs.discord.com/developers/events/gateway#sharding>
    package static func shard(of guild: Snowflake?, count: Int) -> Int {
        guard let guild, count > 1 else { return 0 }
        return Int(guild.rawValue >> 22 % UInt64(count))
    }
}
