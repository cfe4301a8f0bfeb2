import Companion
import DiscordModel
import Inference
import Synchronization

/// Which places the readers of a channel can read as well, at hand until its server's channels or roles change.
final class ReadableChannels: Sendable {
    /// Channels that are kept at hand; the one that was asked for longest ago makes room.
    static let mostChannels = 64

    private struct Entry {
        var revision: UInt64
        var places: Set<String>
    }

    private let entries = Mutex(LRUCache<Snowflake, Entry>(capacity: mostChannels))

    func places(byReadersOf channel: Snowflake, in guild: DirectoryGuild) -> Set<String> {
        let known = entries.withLock { $0.value(for: channel) }
        if let known, known.revision == guild.revision { return known.places }
        let places = Set(guild.readable(byReadersOf: channel).map { Place.discord($0, .text).id })
        entries.withLock { _ = $0.set(Entry(revision: guild.revision, places: places), for: channel) }
        return places
    }
}
