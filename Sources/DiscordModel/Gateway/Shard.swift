/// One of the sessions that share the bot's guilds.
///
/// <https://docs.discord.com/developers/events/gateway#sharding>
package struct Shard: Hashable, Codable, Sendable {
    package let index: Int
    /// How many there are in all; at least 1.
    package let count: Int

    package init(index: Int, count: Int) {
        self.count = max(1, count)
        self.index = min(max(0, index), self.count - 1)
    }

    /// Which of `count` shards hears of a guild. What belongs to no guild comes to the first.
    package static func index(of guild: Snowflake, count: Int) -> Int {
        Int((guild.rawValue >> 22) % UInt64(max(1, count)))
    }

    /// Shards of one bucket log in one after the other, those of different ones side by side.
    func bucket(of buckets: Int) -> Int { index % max(1, buckets) }
}

extension Shard: CustomStringConvertible {
    package var description: String { "\(index)/\(count)" }
}
