import Companion
import DiscordModel
import Foundation
import Logging
import Metrics

/// Leads messages from being heard to being answered. What is said in one channel is answered in order,
/// channels side by side.
final class DiscordTalk: Sendable {
    private typealias Outcome = Batching<Hearing.Heard>.Outcome

    private let hearing: Hearing
    private let responder: Responder
    private let desk: ReplyDesk
    private let streams: Bool
    private let lanes = Lanes<Snowflake, [Hearing.Heard]>()
    private let alarms: AsyncStream<ContinuousClock.Instant>
    private let alarm: AsyncStream<ContinuousClock.Instant>.Continuation
    private let logger = Logger(label: "acore.discord.talk")

    init(_ hearing: Hearing, responder: Responder, desk: ReplyDesk, streams: Bool) {
        self.hearing = hearing
        self.responder = responder
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
    func take(_ event: GatewayEvent) {
        switch event {
        case .messageCreated(let message): hear(message)
        case .messageDeleted(let deletion): hearing.withdraw([deletion.id], in: deletion.channelId)
        case .messagesDeleted(let deletion): hearing.withdraw(Set(deletion.ids), in: deletion.channelId)
        default: hearing.learn(event)
        }
    }

    private func hear(_ message: Message) {
        switch hearing.decide(on: message, at: .now) {
        case .ignore(let reason), .observe(let reason): count(reason, isAnswered: false)
        case .answer(let reason, let style): answerLater(.init(message: message, reason: reason, style: style))
        case .ask(_, let fallback):
            guard case .answer(let reason, let style) = fallback else { return count(.notAddressed, isAnswered: false) }
            answerLater(.init(message: message, reason: reason, style: style))
        }
    }

    private func answerLater(_ heard: Hearing.Heard) {
        count(heard.reason, isAnswered: true)
        start(hearing.add(heard, at: .now))
        if let due = hearing.nextDue { alarm.yield(due) }
    }

    private func count(_ reason: Reason, isAnswered: Bool) {
        let decision = isAnswered ? "answer" : "silence"
        Counter(
            label: "acore_discord_decisions_total", dimensions: [("decision", decision), ("reason", reason.rawValue)]
        ).increment()
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
        guard let last = batch.last?.message else { return }
        let names = MentionNames(batch.flatMap { people(of: $0.message) })
        let turn = turn(of: batch.map(\.message), last, names)
        var manner = ReplyDraft.Manner()
        manner.streams = streams
        manner.mentions = names
        manner.links = LinkPolicy(givenIn: batch.map(\.message.content))
        let id = desk.begin(in: last.channelId, question: last.id, manner: manner)
        let isGood = await answer(turn, id)
        start(hearing.answered(last.from, isGood: isGood, at: .now))
    }

    /// Nothing that goes wrong with one answer may end the bot.
    private func answer(_ turn: Turn, _ id: ReplyDesk.ID) async -> Bool {
        do {
            try await responder.reply(to: turn) { part in
                if case .text(let text) = part { desk.add(text, to: id) }
            }
            await desk.finish(id)
            return true
        } catch let mistake as Mistake {
            await desk.fail(id, mistake.description)
        } catch is CancellationError {
            await desk.finish(id)
        } catch {
            logger.error("no answer", metadata: ["error": "\(error)"])
            await desk.fail(id, "Something went wrong on my side. Try again in a moment.")
        }
        return false
    }

    // MARK: Turns

    private func turn(of messages: [Message], _ last: Message, _ names: MentionNames) -> Turn {
        let speaker = Speaker(id: "discord:\(last.author.id)", name: last.authorName)
        let channel = hearing.channel(last.channelId)
        let isDirect = last.guildId == nil
        let kind: Place.Kind = isDirect ? .direct : channel?.type.isThread == true ? .thread : .text
        let place = Place(id: "discord:\(last.channelId)", kind: kind)
        let text = messages.map(\.content).joined(separator: "\n")
        return Turn(
            speaker: speaker, place: place, audience: isDirect ? .person(speaker.id) : .place(place.id),
            text: names.incoming(text, own: hearing.me, labels: hearing.labels(for: text)),
            saidAt: last.timestamp.map { Date(timeIntervalSince1970: Double($0.microseconds) / 1_000_000) } ?? Date(),
            sourceMessage: "\(last.id)")
    }

    private func people(of message: Message) -> [MentionNames.Person] {
        let author = MentionNames.Person(id: message.author.id, names: [message.authorName, message.author.username])
        return [author]
            + message.mentions.map { user in
                MentionNames.Person(id: user.id, names: [user.globalName, user.username].compactMap(\.self))
            }
    }
}

extension Message {
    /// What the author is called where the message stands.
    fileprivate var authorName: String { member?.nick ?? author.globalName ?? author.username }
}
