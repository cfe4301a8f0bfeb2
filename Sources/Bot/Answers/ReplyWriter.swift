import DiscordModel

/// Writes all answers of the bot into Discord: what happens in, what to do out.
///
/// Every write of every answer goes through one ``EditSchedule``. Until the first words are there, the channel
/// shows that the bot is typing.
struct ReplyWriter: Sendable {
    typealias ID = UInt64
    typealias Instant = ContinuousClock.Instant

    enum Action: Sendable, Equatable {
        case type(channel: Snowflake)
        /// ``wrote(_:learned:at:)``, ``refused(_:retryAfter:at:)`` or ``failed(_:at:)`` must follow.
        case create(ID, channel: Snowflake, index: Int, MessagePiece, replyTo: Snowflake?)
        case edit(ID, channel: Snowflake, message: Snowflake, MessagePiece)
        /// The answer is out, or given up; these are its messages.
        case end(ID, messages: [Snowflake], isComplete: Bool)
    }

    private struct Reply: Sendable {
        var channel: Snowflake
        var question: Snowflake?
        var draft: ReplyDraft
        var messages: [Snowflake] = []
        var underWay: ReplyDraft.Write?
        /// Nil where Discord shows by itself that an answer is on its way.
        var typesAt: Instant?
        var hasMoved = false
    }

    /// Discord shows typing for ten seconds.
    private static let typing: Duration = .seconds(8)
    /// An answer that comes at once needs no sign before it.
    private static let thinking: Duration = .milliseconds(150)

    private var schedule: EditSchedule
    private var replies: [ID: Reply] = [:]

    init(limits: EditSchedule.Limits = .init()) { schedule = EditSchedule(limits: limits) }

    var openReplies: Int { replies.count }

    // MARK: The answer

    /// - Parameters:
    ///   - channel: or what else has writes of its own counted by Discord.
    ///   - question: what the first message replies to.
    ///   - types: whether the channel shows that the bot is typing.
    mutating func begin(
        in channel: Snowflake, question: Snowflake?, manner: ReplyDraft.Manner, types: Bool = true, at now: Instant
    ) -> (ID, [Action]) {
        let id = schedule.open(channel: channel.rawValue, at: now)
        replies[id] = Reply(
            channel: channel, question: question, draft: ReplyDraft(manner),
            typesAt: types ? now.advanced(by: Self.thinking) : nil)
        return (id, [])
    }

    mutating func add(_ part: String, to id: ID, at now: Instant) -> [Action] {
        change(id, at: now) { $0.add(part) }
    }

    mutating func allow(linksIn text: String, for id: ID) { replies[id]?.draft.allow(linksIn: text) }

    /// - Parameter sources: a card beneath the last message.
    mutating func finish(_ id: ID, citing sources: Embed? = nil, at now: Instant) -> [Action] {
        change(id, at: now) { $0.finish(citing: sources) }
    }

    /// - Parameter sentence: for the person who asked.
    mutating func fail(_ id: ID, _ sentence: String, at now: Instant) -> [Action] {
        change(id, at: now) { $0.fail(sentence) }
    }

    // MARK: What Discord said

    /// - Parameter message: the id of one that was created.
    mutating func wrote(
        _ id: ID, message: Snowflake?, learned: RateAllowance?, at now: Instant
    ) -> [Action] {
        schedule.wrote(id, learned: learned, at: now)
        guard var reply = replies[id], let write = reply.underWay else { return [] }
        reply.underWay = nil
        reply.draft.wrote(write)
        if case .create = write, let message { reply.messages.append(message) }
        replies[id] = reply
        return goOn(id, hasAnswer: true, at: now)
    }

    /// A 429 after all: the same write is tried again when Discord lets it.
    mutating func refused(_ id: ID, retryAfter: Duration, at now: Instant) -> [Action] {
        schedule.refused(id, retryAfter: retryAfter, at: now)
        replies[id]?.underWay = nil
        return goOn(id, at: now)
    }

    /// What stands there of an answer that can go on elsewhere; nil where it did so before, for it does so once.
    func movable(_ id: ID) -> [Snowflake]? { replies[id].flatMap { $0.hasMoved ? nil : $0.messages } }

    /// What stood there has been taken away: all of it is written again, as messages of `channel`.
    ///
    /// - Parameter person: who is told that it is for them, where nothing there shows whom it answers.
    mutating func move(_ id: ID, to channel: Snowflake, for person: Snowflake?, at now: Instant) -> [Action] {
        guard var reply = replies[id] else { return [] }
        schedule.move(id, to: channel.rawValue, at: now)
        reply.channel = channel
        reply.messages = []
        reply.underWay = nil
        reply.hasMoved = true
        reply.draft.startOver(for: person)
        replies[id] = reply
        return goOn(id, hasAnswer: true, at: now)
    }

    /// Nothing more can be written: the channel or the message is gone, or the permission.
    mutating func failed(_ id: ID, at now: Instant) -> [Action] { end(id, isComplete: false, at: now) }

    // MARK: Time

    /// Asks again at this moment, although nothing happens.
    func nextDue(at now: Instant) -> Instant? {
        let typing = replies.values.lazy.filter { isTyping($0) }.compactMap(\.typesAt).min()
        return [schedule.nextDue(at: now), typing].compactMap { $0 }.min()
    }

    mutating func tick(at now: Instant) -> [Action] {
        var actions = writes(at: now)
        for (id, reply) in replies where isTyping(reply) && reply.typesAt.map({ $0 <= now }) == true {
            replies[id]?.typesAt = now.advanced(by: Self.typing)
            actions.append(.type(channel: reply.channel))
        }
        return actions
    }

    private func isTyping(_ reply: Reply) -> Bool {
        reply.draft.isUnseen && !reply.draft.isComplete && reply.underWay == nil
    }

    // MARK: Writing

    private mutating func change(_ id: ID, at now: Instant, _ edit: (inout ReplyDraft) -> Void) -> [Action] {
        guard var reply = replies[id] else { return [] }
        let wasEmpty = reply.draft.text.isEmpty
        edit(&reply.draft)
        replies[id] = reply
        return goOn(id, isFirst: wasEmpty, at: now)
    }

    private mutating func goOn(
        _ id: ID, isFirst: Bool = false, hasAnswer: Bool = false, at now: Instant
    ) -> [Action] {
        guard let reply = replies[id] else { return [] }
        guard reply.underWay == nil else { return [] }
        if reply.draft.isDone { return end(id, isComplete: true, at: now) + writes(at: now) }
        guard reply.draft.isComplete || !reply.draft.text.isEmpty else { return [] }
        // Whether something differs is looked at when there is leave to write it: that is seldom, parts are many.
        let isNews = schedule.want(
            id, isLast: reply.draft.isComplete, notBefore: isFirst ? now.advanced(by: ReplyDraft.patience) : nil,
            at: now)
        return isNews || hasAnswer ? writes(at: now) : []
    }

    private mutating func writes(at now: Instant) -> [Action] {
        schedule.grants(at: now).flatMap { write($0, at: now) }
    }

    private mutating func write(_ id: ID, at now: Instant) -> [Action] {
        guard var reply = replies[id] else { return [] }
        guard let write = reply.draft.nextWrite else {
            schedule.unused(id)
            return []
        }
        reply.underWay = write
        replies[id] = reply
        switch write {
        case .create(let index, let piece):
            return [
                .create(
                    id, channel: reply.channel, index: index, piece, replyTo: index == 0 ? reply.question : nil)
            ]
        case .edit(let index, let piece):
            guard reply.messages.indices.contains(index) else { return end(id, isComplete: false, at: now) }
            return [.edit(id, channel: reply.channel, message: reply.messages[index], piece)]
        }
    }

    private mutating func end(_ id: ID, isComplete: Bool, at now: Instant) -> [Action] {
        guard let reply = replies.removeValue(forKey: id) else { return [] }
        schedule.close(id, at: now)
        return [.end(id, messages: reply.messages, isComplete: isComplete)]
    }
}
