import Companion
import DiscordModel
import Logging

/// What a message replies to, and what that replies to in turn; for the first message of a thread, what it began with.
struct ReplyChain: Sendable {
    /// Links back that are followed.
    static let depth = 3
    /// The longest that an answer waits for one that has to be fetched.
    static let patience = Duration.seconds(1)

    let hearing: Hearing
    let conversations: ConversationStore
    let fetch: @Sendable (_ message: Snowflake, _ channel: Snowflake) async throws -> Message
    private let logger = Logger(label: "acore.discord.talk")

    init(
        _ hearing: Hearing, _ conversations: ConversationStore,
        fetch: @escaping @Sendable (_ message: Snowflake, _ channel: Snowflake) async throws -> Message
    ) {
        self.hearing = hearing
        self.conversations = conversations
        self.fetch = fetch
    }

    /// The oldest first; what cannot be had in time is left out.
    func quotations(before message: Message, in place: Place) async -> [Turn.Quoted] {
        do {
            let links = try await links(from: message, in: place)
            return links.isEmpty ? try await beginning(of: place, message) : links.reversed()
        } catch {
            logger.debug("a reply stands alone", metadata: ["error": "\(error)"])
            return []
        }
    }

    private func links(from message: Message, in place: Place) async throws -> [Turn.Quoted] {
        var links: [Turn.Quoted] = []
        var next = message.replyTarget
        var known = message.referencedMessage
        while links.count < Self.depth, let target = next {
            if known == nil, let kept = try await conversations.turn(of: "\(target)", in: place.id) {
                return links + [Turn.Quoted(name: kept.speakerName, text: kept.text)]
            }
            if known == nil { known = await fetched(target, message.channelId) }
            guard let found = known else { break }
            links += quotation(of: found)
            // What the bot itself replied to stands in the talk.
            next = found.author.id == hearing.me.id ? nil : found.replyTarget
            known = nil
        }
        return links
    }

    /// A thread that nothing is kept of yet goes on from the message it was started at.
    private func beginning(of place: Place, _ message: Message) async throws -> [Turn.Quoted] {
        guard place.kind == .thread, let parent = hearing.channel(message.channelId)?.parent,
            hearing.channel(parent)?.type == .text,
            try await conversations.history(of: place.id, limit: 1).isEmpty
        else { return [] }
        return await fetched(message.channelId, parent).map(quotation) ?? []
    }

    private func quotation(of message: Message) -> [Turn.Quoted] {
        let text = hearing.text(of: message)
        if text.isEmpty, message.pictures.isEmpty { return [] }
        return [Turn.Quoted(name: message.authorName, text: text.isEmpty ? "[a picture]" : text)]
    }

    /// Nil where it cannot be had in time.
    func fetched(_ message: Snowflake, _ channel: Snowflake) async -> Message? {
        await withTaskGroup(of: Message?.self) { group in
            group.addTask {
                do {
                    return try await fetch(message, channel)
                } catch {
                    logger.debug("a message is not to be had", metadata: ["error": "\(error)"])
                    return nil
                }
            }
            group.addTask { [time = hearing.time] in
                try? await time.sleep(time.now() + Self.patience)  // cancelled when the message is there
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}

extension Message {
    /// The message of the same channel that it replies to.
    fileprivate var replyTarget: Snowflake? {
        guard type == .reply, let reference = messageReference, reference.channelId ?? channelId == channelId else {
            return nil
        }
        return reference.messageId
    }
}
