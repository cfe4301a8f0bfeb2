import DiscordModel

/// Batches from when they wait for their turn until they are answered, so that what becomes of their messages
/// meanwhile is followed. As many as the lanes hold.
struct Underway: Sendable {
    typealias ID = UInt64

    enum Change: Sendable, Equatable {
        case edited(Message)
        case deleted
        /// The bot left the server: it is still there, but nobody can be answered.
        case unreachable
    }

    private struct Batch: Sendable {
        var channel: Snowflake
        var changes: [Snowflake: Change] = [:]
        let messages: Set<Snowflake>
        var left: Set<Snowflake>
        let gone: AsyncStream<Void>.Continuation
    }

    private var batches: [ID: Batch] = [:]
    private var batchOf: [Snowflake: ID] = [:]
    private var lastID: ID = 0

    var isEmpty: Bool { batches.isEmpty && batchOf.isEmpty }

    /// - Returns: its name, and what ends as soon as all its messages are deleted.
    mutating func begin(_ messages: [Message], in channel: Snowflake) -> (ID, gone: AsyncStream<Void>) {
        lastID &+= 1
        let ids = Set(messages.map(\.id))
        let (gone, end) = AsyncStream.makeStream(of: Void.self)
        batches[lastID] = Batch(channel: channel, messages: ids, left: ids, gone: end)
        for message in messages { batchOf[message.id] = lastID }
        return (lastID, gone)
    }

    mutating func note(_ change: Change, on message: Snowflake) {
        guard let id = batchOf[message], var batch = batches[id], batch.changes[message] != .deleted else { return }
        batch.changes[message] = change
        if [.deleted, .unreachable].contains(change) { batch.left.remove(message) }
        if batch.left.isEmpty { batch.gone.finish() }
        batches[id] = batch
    }

    /// A channel is gone with all that stood in it, or out of reach.
    mutating func noteEnd(of channel: Snowflake, as change: Change) {
        for batch in batches.values where batch.channel == channel {
            for message in batch.left { note(change, on: message) }
        }
    }

    /// What is left of a batch, as it reads now.
    func current(_ batch: [Hearing.Heard], of id: ID) -> [Hearing.Heard] {
        let changes = batches[id]?.changes ?? [:]
        return batch.compactMap { heard in
            switch changes[heard.message.id] {
            case .deleted, .unreachable: return nil
            case .edited(let message): return heard.reading(message)
            case nil: return heard
            }
        }
    }

    /// It is over.
    ///
    /// - Returns: what was changed meanwhile: whoever kept something of it may not have heard of that.
    mutating func end(_ id: ID) -> [(message: Snowflake, change: Change)] {
        guard let batch = batches.removeValue(forKey: id) else { return [] }
        batch.gone.finish()
        for message in batch.messages where batchOf[message] == id { batchOf[message] = nil }
        return batch.changes.map { ($0.key, $0.value) }
    }
}
