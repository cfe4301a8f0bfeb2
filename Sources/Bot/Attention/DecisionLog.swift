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
        /// Who answered: persona, model. Filled in afterwards; never people's words, which may be forgotten.
        var context: [String] = []
    }

    private var byChannel = ChannelMemory<[Entry]>(limit: channels)

    mutating func add(_ entry: Entry, in channel: Snowflake) {
        byChannel.use(channel, beginning: []) { entries in
            if entries.count >= Self.perChannel { entries.removeFirst() }
            entries.append(entry)
        }
    }

    mutating func add(context: [String], to message: Snowflake, in channel: Snowflake) {
        byChannel.change(channel) { entries in
            guard let index = entries.lastIndex(where: { $0.message == message }) else { return }
            entries[index].context += context
        }
    }

    /// What was decided about a message; without one, about the last one that somebody else than a bot wrote.
    func entry(about message: Snowflake?, in channel: Snowflake) -> Entry? {
        let entries = byChannel[channel] ?? []
        guard let message else { return entries.last }
        return entries.last { $0.message == message }
    }

    /// A channel is gone, or a message was deleted.
    mutating func forget(channel: Snowflake, message: Snowflake? = nil) {
        guard let message else { return byChannel.forget(channel) }
        byChannel.change(channel) { $0.removeAll { $0.message == message } }
    }
}
