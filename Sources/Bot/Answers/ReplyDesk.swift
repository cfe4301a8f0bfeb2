import Discord
import DiscordModel
import Logging
import Metrics
import Synchronization

/// Through which an answer to the use of a command goes: good for 15 minutes.
struct InteractionDoor: Sendable {
    var interaction: Snowflake
    var application: Snowflake
    var token: String
    /// Who used it, and where: there the answer goes when this way to it is shut before all is said.
    var user: Snowflake?
    var channel: Snowflake?
    /// Only the caller sees it.
    var isPrivate: Bool
}

/// Does what ``ReplyWriter`` decides: every message of every answer leaves through here.
///
/// Bounded by the answers that are being made: each has at most one write and one sign of typing under way.
final class ReplyDesk: Sendable {
    typealias ID = ReplyWriter.ID

    fileprivate struct State {
        var writer: ReplyWriter
        var endings: [ID: CheckedContinuation<[Snowflake], Never>] = [:]
        /// Those that ended before anybody waited for it.
        var ended: [ID: [Snowflake]] = [:]
        /// Those that are no messages of their own but answer uses of commands.
        var doors: [ID: InteractionDoor] = [:]
        /// The earliest moment that somebody sleeps for.
        var alarm: ContinuousClock.Instant?
        /// Nothing is written any more.
        var isOver = false
    }

    private enum Job: Sendable {
        case perform(ReplyWriter.Action)
        case sleep(until: ContinuousClock.Instant)
    }

    private let client: DiscordClient
    private let state: Mutex<State>
    private let jobs: AsyncStream<Job>
    private let queue: AsyncStream<Job>.Continuation
    private let logger = Logger(label: "acore.discord.answers")

    init(client: DiscordClient, limits: EditSchedule.Limits = .init()) {
        self.client = client
        state = Mutex(State(writer: ReplyWriter(limits: limits)))
        (jobs, queue) = AsyncStream.makeStream()
    }

    /// Answers that are being made.
    var openReplies: Int { state.withLock(\.writer.openReplies) }

    // MARK: One answer

    func begin(in channel: Snowflake, question: Snowflake?, manner: ReplyDraft.Manner) -> ID {
        change { $0.begin(in: channel, question: question, manner: manner, at: .now) }
    }

    /// An answer to the use of a command that has been deferred.
    func begin(through door: InteractionDoor, manner: ReplyDraft.Manner) -> ID {
        state.withLock { state in
            // Nothing is to be done yet: Discord itself shows that an answer is on its way.
            let (id, _) = state.writer.begin(
                in: door.interaction, question: nil, manner: manner, types: false, at: .now)
            state.doors[id] = door
            return id
        }
    }

    func add(_ part: String, to id: ID) { change { ((), $0.add(part, to: id, at: .now)) } }

    /// All has been said.
    ///
    /// - Parameter sources: a card beneath the last message.
    func close(_ id: ID, citing sources: Embed? = nil) { change { ((), $0.finish(id, citing: sources, at: .now)) } }

    /// All has been said. Returns when it stands in Discord, or cannot: the ids of its messages.
    @discardableResult
    func finish(_ id: ID, citing sources: Embed? = nil) async -> [Snowflake] {
        close(id, citing: sources)
        return await ending(of: id)
    }

    /// - Parameter sentence: for the person who asked.
    @discardableResult
    func fail(_ id: ID, _ sentence: String) async -> [Snowflake] {
        change { ((), $0.fail(id, sentence, at: .now)) }
        return await ending(of: id)
    }

    /// Nothing more is written of it; what stands in Discord stays.
    func abandon(_ id: ID) async {
        change { ((), $0.failed(id, at: .now)) }
        _ = await ending(of: id)
    }

    private func ending(of id: ID) async -> [Snowflake] {
        await withCheckedContinuation { continuation in
            let messages: [Snowflake]? = state.withLock { state in
                if let messages = state.ended.removeValue(forKey: id) { return messages }
                if state.isOver { return [] }
                state.endings[id] = continuation
                return nil
            }
            if let messages { continuation.resume(returning: messages) }
        }
    }

    // MARK: Work

    /// Writes until the task is cancelled; whoever still waits then is told what was written.
    func run() async {
        await withDiscardingTaskGroup { group in
            for await job in jobs {
                group.addTask {
                    switch job {
                    case .perform(let action): await self.perform(action)
                    case .sleep(let due): await self.wake(at: due)
                    }
                }
            }
            group.cancelAll()
        }
        let left = state.withLock { state in
            state.isOver = true
            defer { state.endings = [:] }
            return state.endings
        }
        for continuation in left.values { continuation.resume(returning: []) }
    }

    private func change<Result>(_ edit: (inout ReplyWriter) -> (Result, [ReplyWriter.Action])) -> Result {
        let (result, actions, alarm) = state.withLock { state in
            let (result, actions) = edit(&state.writer)
            return (result, actions, state.newAlarm(at: .now))
        }
        for action in actions { queue.yield(.perform(action)) }
        if let alarm { queue.yield(.sleep(until: alarm)) }
        return result
    }

    private func wake(at due: ContinuousClock.Instant) async {
        do { try await ContinuousClock().sleep(until: due) } catch { return }  // the program stops
        state.withLock { if $0.alarm == due { $0.alarm = nil } }
        change { ((), $0.tick(at: .now)) }
    }

    private func perform(_ action: ReplyWriter.Action) async {
        switch action {
        case .type(let channel): await showTyping(in: channel)
        case .create(let id, let channel, let index, let piece, let question):
            let door = state.withLock { $0.doors[id] }
            await write(id, in: channel) {
                if let door { return try await self.create(piece, index, through: door) }
                let request = piece.request(
                    replyTo: question,
                    // What answers nothing is told apart from what was said before it.
                    nonce: "\(question?.rawValue ?? .random(in: 0...(.max))).\(index)")
                let message = try await self.client.send(request, files: piece.files, to: channel)
                // An earlier start wrote it with the same nonce, and came no further.
                let isWhole = message.content == piece.content && (piece.embed == nil || !message.embeds.isEmpty)
                guard !isWhole, piece.file == nil else { return message.id }
                return try await self.client.edit(message.id, in: channel, to: piece.edit).id
            }
        case .edit(let id, let channel, let message, let piece):
            let door = state.withLock { $0.doors[id] }
            await write(id, in: channel) {
                guard let door else { return try await self.client.edit(message, in: channel, to: piece.edit).id }
                return try await self.client.editFollowUp(
                    message, to: piece.edit, application: door.application, token: door.token
                ).id
            }
        case .end(let id, let messages, _):
            state.withLock { state in
                state.doors[id] = nil
                if state.endings[id] == nil { state.ended[id] = messages }
                return state.endings.removeValue(forKey: id)
            }?.resume(returning: messages)
        }
    }

    /// The first takes the place of the deferral.
    private func create(
        _ piece: MessagePiece, _ index: Int, through door: InteractionDoor
    ) async throws -> Snowflake {
        let (application, token) = (door.application, door.token)
        guard index > 0 else {
            return try await client.editOriginalAnswer(
                to: piece.edit, files: piece.files, application: application, token: token
            ).id
        }
        return try await client.followUp(
            piece.followUp(isPrivate: door.isPrivate), files: piece.files, application: application, token: token
        ).id
    }

    private func write(_ id: ID, in channel: Snowflake, _ send: () async throws -> Snowflake) async {
        do {
            let message = try await send()
            let learned = client.allowance(in: channel)
            change { ((), $0.wrote(id, message: message, learned: learned, at: .now)) }
        } catch DiscordError.rateLimited(let wait) {
            change { ((), $0.refused(id, retryAfter: wait ?? .seconds(15), at: .now)) }
        } catch is CancellationError {
            change { ((), $0.failed(id, at: .now)) }
        } catch {
            if await move(id, from: channel, after: error) { return }
            logger.warning("an answer could not be written", metadata: ["error": "\(error)"])
            Counter(label: "acore_discord_answers_lost_total").increment()
            change { ((), $0.failed(id, at: .now)) }
        }
    }

    /// Starts the answer over as messages of its channel, where Discord takes no more of it as it stands.
    private func move(_ id: ID, from channel: Snowflake, after error: any Error) async -> Bool {
        guard let code = (error as? DiscordError)?.code, Self.shutWays.contains(code) else { return false }
        let (door, standing) = state.withLock { ($0.doors[id], $0.writer.movable(id)) }
        // What only one person should see is never shown to a channel.
        guard let standing, door?.isPrivate != true, let channel = door.map(\.channel) ?? channel else { return false }
        do {
            for message in standing { try await client.delete(message, in: channel) }
        } catch { return false }  // it would be said twice
        logger.warning("an answer starts over", metadata: ["error": "\(error)"])
        Counter(label: "acore_discord_answers_moved_total").increment()
        state.withLock { $0.doors[id] = nil }
        change { ((), $0.move(id, to: channel, for: door?.user, at: .now)) }
        return true
    }

    /// The use of a command is over or unknown, the message may not be edited any more.
    private static let shutWays: Set = [10015, 30046, 50027]

    private func showTyping(in channel: Snowflake) async {
        do {
            try await client.showTyping(in: channel)
        } catch {
            logger.debug("no sign of typing", metadata: ["error": "\(error)"])
        }
    }
}

extension ReplyDesk.State {
    /// When somebody must be woken who is not yet on their way to be.
    fileprivate mutating func newAlarm(at now: ContinuousClock.Instant) -> ContinuousClock.Instant? {
        guard let due = writer.nextDue(at: now), alarm.map({ due < $0 }) ?? true else { return nil }
        alarm = due
        return due
    }
}
