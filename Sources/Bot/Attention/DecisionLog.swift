import DiscordModel

/// What was decided lately in each channel, for `/why`.
///
/// The last ``perChannel`` decisions of the ``channels`` channels that were busy last; the others are forgotten.
struct DecisionLog: Sendable {
    static let perChannel = 16
    static let channels = 512

    struct Entry: Sendable, Equatable {
        var message: Snowflake
        var author: Snowflake
        var reason: Reason
        var isAnswered: Bool
        /// What the answer was made from: persona, model, how many turns and memories. Filled in afterwards.
        var context: [String] = []
    }

    private struct Channel: Sendable {
        var entries: [Entry] = []
        var lastUse: UInt64

        mutating func add(_ entry: Entry, _ use: UInt64) {
            lastUse = use
            if entries.count >= DecisionLog.perChannel { entries.removeFirst() }
            entries.append(entry)
        }
    }

    private var byChannel: [Snowflake: Channel] = [:]
    private var uses: UInt64 = 0

    mutating func add(_ entry: Entry, in channel: Snowflake) {
        uses &+= 1
        byChannel[channel, default: Channel(lastUse: uses)].add(entry, uses)
        if byChannel.count > Self.channels { shrink() }
    }

    /// An eighth at once, so that this is seldom.
    private mutating func shrink() {
        for (channel, _) in byChannel.sorted(by: { $0.value.lastUse < $1.value.lastUse }).prefix(Self.channels / 8) {
            byChannel[channel] = nil
        }
    }

    mutating func add(context: [String], to message: Snowflake, in channel: Snowflake) {
        guard let index = byChannel[channel]?.entries.lastIndex(where: { $0.message == message }) else { return }
        byChannel[channel]?.entries[index].context += context
    }

    /// What was decided about a message; without one, about the last one that somebody else than a bot wrote.
    func entry(about message: Snowflake?, in channel: Snowflake) -> Entry? {
        let entries = byChannel[channel]?.entries ?? []
        guard let message else { return entries.last }
        return entries.last { $0.message == message }
    }

    /// A channel is gone, or a message was deleted.
    mutating func forget(channel: Snowflake, message: Snowflake? = nil) {
        guard let message else {
            byChannel[channel] = nil
            return
        }
        byChannel[channel]?.entries.removeAll { $0.message == message }
    }
}
