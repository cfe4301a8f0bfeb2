import Companion
import DiscordModel
import Logging
import Synchronization

/// What was deleted while the bot was away is forgotten when its channel is heard of again: the newest messages that
/// Discord has are compared with what is kept.
///
/// Discord tells of deletions once; only a session that goes on hears of those it missed. What is older than one page
/// of messages is not looked at.
final class MissedDeletions: Sendable {
    /// Messages that are compared: as many as Discord gives at once.
    static let page = 100
    /// Channels that wait; further ones are looked at after the next start.
    private static let mostWaiting = 256
    /// Channels that are remembered as looked at.
    private static let mostChannels = 10_000

    private let conversations: ConversationStore
    private let fetch: @Sendable (_ channel: Snowflake) async throws -> [Message]
    private let seen = Mutex<Set<Snowflake>>([])
    private let waiting = AsyncStream.makeStream(of: Message.self, bufferingPolicy: .bufferingOldest(mostWaiting))
    private let logger = Logger(label: "acore.discord.talk")

    /// - Parameter fetch: brings the newest ``page`` messages of a channel.
    init(
        _ conversations: ConversationStore, fetch: @escaping @Sendable (_ channel: Snowflake) async throws -> [Message]
    ) {
        self.conversations = conversations
        self.fetch = fetch
    }

    /// A new session began: it was not told what happened before.
    func begin() { seen.withLock { $0 = [] } }

    /// Somebody writes.
    func hear(_ message: Message) {
        let isFirst = seen.withLock { seen in
            seen.count < Self.mostChannels && seen.insert(message.channelId).inserted
        }
        if isFirst { waiting.continuation.yield(message) }
    }

    /// One channel after the other, until the task is cancelled.
    func run() async {
        for await message in waiting.stream {
            do {
                try await look(before: message)
            } catch is CancellationError {
                return
            } catch {
                logger.debug("what was deleted meanwhile is not known", metadata: ["error": "\(error)"])
            }
        }
    }

    /// - Parameter message: what was just said in a channel; what came before it is looked at.
    func look(before message: Message) async throws {
        let place = Place.discord(message.channelId, .text).id
        let kept = try await conversations.messages(in: place, limit: Self.page * 2).compactMap { Snowflake($0) }
            .filter { $0 < message.id }
        guard !kept.isEmpty else { return }
        let there = try await fetch(message.channelId).map(\.id)
        // Where it may not read what was written earlier, Discord shows nothing: that proves nothing.
        guard there.contains(message.id), let oldest = there.min() else { return }
        let first = there.count < Self.page ? Snowflake(0) : oldest
        let gone = Set(kept.filter { $0 >= first }).subtracting(there)
        guard !gone.isEmpty else { return }
        try await conversations.delete(messages: gone.map(\.description), in: place)
        logger.info("messages were deleted while I was away", metadata: ["messages": "\(gone.count)"])
    }
}
