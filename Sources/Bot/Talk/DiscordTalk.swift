import Companion
import DiscordModel
import Foundation
import Logging
import Metrics
import Synchronization

/// Leads messages from being heard to being answered. What is said in one channel is answered in order,
/// channels side by side.
final class DiscordTalk: Sendable {
    let hearing: Hearing
    private let responder: Responder
    private let personas: PersonaLibrary
    private let settings: ServerSettingsStore
    private let standardPersona: @Sendable () -> PersonaID
    private let desk: ReplyDesk
    private let streams: Bool
    private let lanes = Lanes<Snowflake, [Hearing.Heard]>()
    private let alarms: AsyncStream<ContinuousClock.Instant>
    private let alarm: AsyncStream<ContinuousClock.Instant>.Continuation
    /// Looked up once each: most messages are left without an answer.
    private let counters = Mutex<[Reason: [Bool: Counter]]>([:])
    private let logger = Logger(label: "acore.discord.talk")

    init(_ hearing: Hearing, _ parts: BotParts, desk: ReplyDesk, streams: Bool) {
        self.hearing = hearing
        responder = parts.responder
        personas = parts.personas
        settings = parts.settings
        standardPersona = parts.standardPersona
        self.desk = desk
        self.streams = streams
        (alarms, alarm) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Answers until the task is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.desk.run() }
            group.addTask { await self.lanes.run { await self.answer($0) } }
            group.addTask { await self.startWhatIsDue() }
        }
    }

    // MARK: Hearing

    /// Events of one shard must come in their order.
    func take(_ event: GatewayEvent) async {
        switch event {
        case .messageCreated(let message): await hear(message)
        case .messageDeleted(let deletion): hearing.withdraw([deletion.id], in: deletion.channelId)
        case .messagesDeleted(let deletion): hearing.withdraw(Set(deletion.ids), in: deletion.channelId)
        default: await forget(hearing.learn(event))
        }
    }

    /// What belongs to servers and channels goes with them.
    private func forget(_ losses: [GuildDirectory.Loss]) async {
        for loss in losses {
            do {
                switch loss {
                case .guild(let guild): try await settings.forget(guild)
                case .channel(let channel, let guild):
                    _ = try await settings.change(guild) { $0.forget(channel) }
                }
            } catch {
                logger.error("settings of what is gone are left", metadata: ["error": "\(error)"])
            }
        }
    }

    private func hear(_ message: Message) async {
        do {
            let settings = try await settings.settings(of: message.guildId ?? message.channelId)
            let name = persona(settings).flatMap { try? personas.persona($0).characterName }  // its file may be gone
            decide(on: message, settings, persona: name)
        } catch {
            logger.error("a message was not heard", metadata: ["error": "\(error)"])
        }
    }

    private func decide(on message: Message, _ settings: ServerSettings, persona: String?) {
        switch hearing.decide(on: message, persona: persona, settings, at: .now) {
        case .ignore(let reason), .observe(let reason): leave(message, because: reason)
        case .answer(let reason, let style), .ask(_, .answer(let reason, let style)):
            answerLater(.init(message: message, reason: reason, style: style, settings: settings))
        case .ask(_, _): leave(message, because: .notAddressed)
        }
    }

    private func leave(_ message: Message, because reason: Reason) {
        count(reason, isAnswered: false)
        guard ![.ownMessage, .bot, .webhook, .system].contains(reason) else { return }
        hearing.note(reason, isAnswered: false, on: message)
    }

    private func persona(_ settings: ServerSettings) -> PersonaID? {
        settings.persona.flatMap { try? personas.id(named: $0) } ?? standardPersona()  // its file may be gone
    }

    private func answerLater(_ heard: Hearing.Heard) {
        count(heard.reason, isAnswered: true)
        hearing.note(heard.reason, isAnswered: true, on: heard.message)
        start(hearing.add(heard, at: .now))
        if let due = hearing.nextDue { alarm.yield(due) }
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

    // MARK: Answering

    private func start(_ outcomes: [Batching<Hearing.Heard>.Outcome]) {
        for outcome in outcomes {
            switch outcome {
            case .start(let member, let batch):
                if let gone = lanes.add(batch, to: member.channel) { leave(gone) }
            case .dropped(_, let batch): leave(batch)
            }
        }
    }

    /// Too much was said at once.
    private func leave(_ batch: [Hearing.Heard]) {
        Counter(label: "acore_discord_messages_dropped_total").increment(by: batch.count)
        guard let member = batch.first?.message.from else { return }
        start(hearing.answered(member, isGood: false, at: .now))
    }

    /// Waits for the next fragment that nobody goes on with; news of an earlier one comes by `alarms`.
    private func startWhatIsDue() async {
        for await due in alarms {
            var next: ContinuousClock.Instant? = due
            while let moment = next {
                do { try await ContinuousClock().sleep(until: moment) } catch { return }  // the program stops
                start(hearing.due(at: .now))
                next = hearing.nextDue
            }
        }
    }

    private func answer(_ batch: [Hearing.Heard]) async {
        guard let last = batch.last else { return }
        let names = MentionNames(batch.flatMap { people(of: $0.message) })
        let turn = turn(of: batch, last, names)
        var manner = ReplyDraft.Manner()
        manner.streams = streams && last.settings.streams
        manner.mentions = names
        manner.links = LinkPolicy(givenIn: batch.map(\.message.content))
        let id = desk.begin(in: last.message.channelId, question: last.message.id, manner: manner)
        let answer = await answer(turn, id)
        if let answer { hearing.note(["persona: \(answer.personaName)", "model: \(answer.model)"], on: last.message) }
        start(hearing.answered(last.message.from, isGood: answer != nil, at: .now))
    }

    /// Nothing that goes wrong with one answer may end the bot.
    private func answer(_ turn: Turn, _ id: ReplyDesk.ID) async -> Answer? {
        do {
            let answer = try await responder.reply(to: turn) { part in
                if case .text(let text) = part { desk.add(text, to: id) }
            } said: {
                desk.close(id)
            }
            await desk.finish(id)
            return answer
        } catch let mistake as Mistake {
            await desk.fail(id, mistake.description)
        } catch is CancellationError {
            await desk.finish(id)
        } catch {
            logger.error("no answer", metadata: ["error": "\(error)"])
            await desk.fail(id, "Something went wrong on my side. Try again in a moment.")
        }
        return nil
    }

    // MARK: Turns

    private func turn(of batch: [Hearing.Heard], _ last: Hearing.Heard, _ names: MentionNames) -> Turn {
        let message = last.message
        let speaker = Speaker(id: Speaker.discordID(message.author.id), name: message.authorName)
        let isDirect = message.guildId == nil
        let kind = isDirect ? .direct : Place.kind(of: hearing.channel(message.channelId)?.type)
        let place = Place.discord(message.channelId, kind)
        let text = batch.map(\.message.content).joined(separator: "\n")
        let labels = hearing.labels(for: text, in: message.guildId)
        return Turn(
            speaker: speaker, place: place, audience: isDirect ? .person(speaker.id) : .place(place.id),
            text: names.incoming(text, own: hearing.me.id, labels: labels),
            saidAt: message.timestamp.map { Date(timeIntervalSince1970: Double($0.microseconds) / 1_000_000) }
                ?? Date(),
            sourceMessage: "\(message.id)", persona: persona(last.settings))
    }

    private func people(of message: Message) -> [MentionNames.Person] {
        let author = MentionNames.Person(id: message.author.id, names: [message.authorName, message.author.username])
        return [author]
            + message.mentions.map { user in
                MentionNames.Person(id: user.id, names: [user.globalName, user.username].compactMap(\.self))
            }
    }
}
