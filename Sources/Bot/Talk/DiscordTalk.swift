import Companion
import Discord
import DiscordModel
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Leads messages from being heard to being answered. What is said in one channel is answered in order,
/// channels side by side.
final class DiscordTalk: Sendable {
    /// What is done in a channel's lane.
    struct Work: Sendable {
        var id: Underway.ID
        var batch: [Hearing.Heard]
        /// Whether it is meant for the bot is to be asked first.
        var doubt: Doubt?
        /// Ends when all its messages are deleted.
        var gone: AsyncStream<Void>
    }

    struct Doubt: Sendable {
        var question: String
        var fallback: Attention.Decision
    }

    let hearing: Hearing
    let responder: Responder
    let conversations: ConversationStore
    private let callbacks: CallbackStore
    let desk: ReplyDesk
    let streams: Bool
    let turns: TurnMaker
    let pictures: Pictures
    let clock: any Clock<Duration>
    let logger = Logger(label: "acore.discord.talk")
    private let start: Date
    private let personas: PersonaLibrary
    let settings: ServerSettingsStore
    /// Whether to more than words.
    let isListening: Atomic<Bool>
    let listeners: Mutex<EventListeners>
    let remarks = AsyncStream.makeStream(of: Remark.self, bufferingPolicy: .bufferingOldest(mostRemarks))
    private let standardPersona: @Sendable () -> PersonaID
    private let farewells: Farewells
    private let visits: GuildVisits
    private let missed: MissedDeletions
    private let lanes = Lanes<Snowflake, Work>()
    private let underway = Mutex(Underway())
    private let alarm = AsyncStream.makeStream(of: Duration.self, bufferingPolicy: .bufferingNewest(1))
    /// Looked up once each: most messages are left without an answer.
    private let counters = Mutex<[Reason: [Bool: Counter]]>([:])

    /// - Parameters:
    ///   - isListening: whether some channel opted in to more than words; see ``listen()``.
    ///   - start: when the program started; what was said before and not answered is answered now.
    init(
        _ hearing: Hearing, _ parts: BotParts, desk: ReplyDesk, client: DiscordClient, streams: Bool,
        clock: any Clock<Duration>, listeners: ListenerRules, isListening: Bool, ignoring: Set<Snowflake> = [],
        start: Date = Date()
    ) {
        self.hearing = hearing
        responder = parts.responder
        conversations = parts.conversations
        callbacks = parts.memory.callbacks.store
        personas = parts.personas
        settings = parts.settings
        standardPersona = parts.standardPersona
        farewells = Farewells(application: hearing.application, parts.conversations, parts.settings, callbacks)
        visits = GuildVisits(hearing) { try await client.visited($0, as: hearing.me.id) }
        missed = MissedDeletions(parts.conversations) {
            try await client.messages(in: $0, limit: MissedDeletions.page)
        }
        let chain = ReplyChain(hearing, parts.conversations) { try await client.message($0, in: $1) }
        turns = TurnMaker(hearing: hearing, chain: chain)
        self.isListening = Atomic(isListening)
        self.listeners = Mutex(EventListeners(listeners, ignoredUsers: ignoring))
        pictures = Pictures(egress: parts.egress)
        self.desk = desk
        self.streams = streams
        self.clock = clock
        self.start = start
    }

    /// From now on to more than words.
    func listen() { isListening.store(true, ordering: .relaxed) }

    // MARK: Running

    /// Answers until the task is cancelled, or the talk is closed and all that was begun is done.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.startWhatIsDue() }
            group.addTask { await self.sayRemarks() }
            group.addTask { await self.farewells.run() }
            group.addTask { await self.missed.run() }
            group.addTask { await self.answerWhatWaited(since: self.start) }
            await lanes.run { await self.work($0) }
            group.cancelAll()
        }
    }

    /// Begins nothing more; what waits is kept for the next start.
    func close() async {
        let waiting = lanes.close().filter { $0.doubt == nil }
        let batches = underway.withLock { underway in waiting.map { underway.current($0.batch, of: $0.id) } }
        for batch in batches + hearing.takeWaiting() {
            guard let last = batch.last else { continue }
            do {
                var turn = await turns.turn(of: batch, last)
                // The next start fetches it.
                if turn.text.allSatisfy(\.isWhitespace), !last.message.pictures.isEmpty { turn.text = "[a picture]" }
                try await responder.postpone(turn)
            } catch {
                logger.warning("a message is not answered", metadata: ["why": "\(error)"])
            }
        }
    }

    // MARK: Hearing

    /// Events of one shard must come in their order.
    func take(_ event: GatewayEvent) async {
        await notice(event)
        switch event {
        case .messageCreated(let message): await hear(message)
        case .messageUpdated(let message): await edit(message)
        case .messageDeleted(let deletion): await delete([deletion.id], in: deletion.channelId)
        case .messagesDeleted(let deletion): await delete(deletion.ids, in: deletion.channelId)
        default: part(after: event)
        }
    }

    private func part(after event: GatewayEvent) {
        let losses = hearing.learn(event)
        for loss in losses {
            for channel in loss.channels {
                underway.withLock { $0.noteEnd(of: channel, as: loss.isOfServer ? .unreachable : .deleted) }
                for work in lanes.removeWaiting(in: channel) { end(work, isGood: false) }
            }
        }
        farewells.take(losses)
        if case .guildCreated(let guild) = event, !guild.unavailable { farewells.enter(guild.id) }
        guard case .ready(let ready) = event else { return }
        farewells.take(ready)
        missed.begin()
    }

    private func hear(_ message: Message) async {
        missed.hear(message)
        if let guild = message.guildId { await visits.visit(guild) }
        do {
            let settings = try await settings.settings(of: message.guildId ?? message.channelId)
            decide(on: message, settings, as: persona(settings))
        } catch {
            logger.error("a message was not heard", metadata: ["error": "\(error)"])
        }
    }

    private func decide(on message: Message, _ settings: ServerSettings, as persona: PersonaID) {
        let name = (try? personas.persona(persona))?.characterName  // its file may be gone
        let heard = { reason, style in
            Hearing.Heard(message: message, reason: reason, style: style, settings: settings, persona: persona)
        }
        switch hearing.decide(on: message, persona: name, settings, at: hearing.time.now()) {
        case .ignore(let reason), .observe(let reason): leave(message, because: reason)
        case .answer(let reason, let style): answerLater(heard(reason, style))
        case .ask(let question, let fallback):
            add([heard(.looksLikeQuestion, .helpful)], Doubt(question: question, fallback: fallback))
        }
    }

    func leave(_ message: Message, because reason: Reason) {
        count(reason, isAnswered: false)
        guard ![.ownMessage, .bot, .webhook, .system].contains(reason) else { return }
        hearing.note(reason, isAnswered: false, on: message)
    }

    func persona(_ settings: ServerSettings) -> PersonaID {
        settings.persona.flatMap { try? personas.id(named: $0) } ?? standardPersona()  // its file may be gone
    }

    func answerLater(_ heard: Hearing.Heard) {
        count(heard.reason, isAnswered: true)
        hearing.note(heard.reason, isAnswered: true, on: heard.message)
        start(hearing.add(heard, at: hearing.time.now()))
        if let due = hearing.nextDue { alarm.continuation.yield(due) }
    }

    private func count(_ reason: Reason, isAnswered: Bool) {
        counters.withLock { counters in
            let known = counters[reason]?[isAnswered]
            let counter = known ?? Self.counter(reason, isAnswered)
            if known == nil { counters[reason, default: [:]][isAnswered] = counter }
            return counter
        }.increment()
    }

    private static func counter(_ reason: Reason, _ isAnswered: Bool) -> Counter {
        let decision = isAnswered ? "answer" : "silence"
        return Counter(
            label: "acore_discord_decisions_total", dimensions: [("decision", decision), ("reason", reason.rawValue)])
    }

    // MARK: What becomes of messages

    /// Discord also tells of previews that it added, and may leave out all else: only people's changes count.
    private func edit(_ message: Message) async {
        let author = message.author.id
        guard message.editedTimestamp != nil, author.rawValue > 0, author != hearing.me.id else { return }
        hearing.edit(message)
        underway.withLock { $0.note(.edited(message), on: message.id) }
        await keep(.edited(message), on: message.id, in: message.channelId)
    }

    private func delete(_ messages: [Snowflake], in channel: Snowflake) async {
        hearing.withdraw(Set(messages), in: channel)
        for message in messages { underway.withLock { $0.note(.deleted, on: message) } }
        await forget(messages, in: channel)
    }

    private func keep(_ change: Underway.Change, on message: Snowflake, in channel: Snowflake) async {
        switch change {
        case .deleted: await forget([message], in: channel)
        case .unreachable: break
        case .edited(let edited):
            do {
                try await callbacks.forget(
                    messages: ["\(message)"], in: Place.discord(channel, .text).id)
                try await conversations.edit(
                    "\(message)", in: Place.discord(channel, .text).id, to: hearing.text(of: edited))
            } catch {
                logger.error("an edit is not kept", metadata: ["error": "\(error)"])
            }
        }
    }

    private func forget(_ messages: [Snowflake], in channel: Snowflake) async {
        do {
            let (messages, place) = (messages.map(\.description), Place.discord(channel, .text).id)
            try await callbacks.forget(messages: messages, in: place)
            try await conversations.delete(messages: messages, in: place)
        } catch {
            logger.error("what was deleted is still kept", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Lanes

    private func start(_ outcomes: [Batching<Hearing.Heard>.Outcome]) {
        for outcome in outcomes {
            switch outcome {
            case .start(_, let batch): add(batch)
            case .dropped(_, let batch): drop(batch)
            }
        }
    }

    private func add(_ batch: [Hearing.Heard], _ doubt: Doubt? = nil) {
        guard let channel = batch.first?.message.channelId else { return }
        let (id, gone) = underway.withLock { $0.begin(batch.map(\.message), in: channel) }
        guard let work = lanes.add(Work(id: id, batch: batch, doubt: doubt, gone: gone), to: channel) else { return }
        drop(work.batch)
        end(work, isGood: false)
    }

    /// Too much was said at once.
    private func drop(_ batch: [Hearing.Heard]) {
        Counter(label: "acore_discord_messages_dropped_total").increment(by: batch.count)
    }

    /// - Returns: what was changed while it was under way.
    @discardableResult
    private func end(_ work: Work, isGood: Bool) -> [(message: Snowflake, change: Underway.Change)] {
        let changes = underway.withLock { $0.end(work.id) }
        guard work.doubt == nil, let member = work.batch.first?.message.from else { return changes }
        start(hearing.answered(member, isGood: isGood, at: hearing.time.now()))
        return changes
    }

    /// Waits for the next fragment that nobody goes on with; news of an earlier one comes by the alarm.
    private func startWhatIsDue() async {
        let time = hearing.time
        for await due in alarm.stream {
            var next: Duration? = due
            while let moment = next {
                do { try await time.sleep(moment) } catch { return }  // the program stops
                start(hearing.due(at: time.now()))
                next = hearing.nextDue
            }
        }
    }

    private func work(_ work: Work) async {
        let batch = current(work.batch, of: work.id)
        var isGood = false
        if let doubt = work.doubt, let heard = batch.last {
            await settle(doubt, about: heard, of: work.id)
        } else if !batch.isEmpty {
            isGood = await answer(batch, unless: work.gone)
        }
        for (message, change) in end(work, isGood: isGood) {
            guard let channel = work.batch.first?.message.channelId else { continue }
            if work.doubt != nil { noteAgain(change, on: message, in: channel) }
            // It may have been kept only after the change was told.
            await keep(change, on: message, in: channel)
        }
    }

    /// What is left of a batch, as it reads now.
    func current(_ batch: [Hearing.Heard], of work: Underway.ID) -> [Hearing.Heard] {
        underway.withLock { $0.current(batch, of: work) }
    }

    /// A change that was told while a doubtful message passed on to be answered holds there, too.
    private func noteAgain(_ change: Underway.Change, on message: Snowflake, in channel: Snowflake) {
        switch change {
        case .deleted, .unreachable: hearing.withdraw([message], in: channel)
        case .edited(let edited): hearing.edit(edited)
        }
        underway.withLock { $0.note(change, on: message) }
    }
}
