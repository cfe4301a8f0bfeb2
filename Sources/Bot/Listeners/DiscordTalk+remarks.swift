import Companion
import DiscordModel
import Foundation
import Logging
import Metrics
import Synchronization

/// Remarks on what people do besides writing, where a channel opted in.
extension DiscordTalk {
    /// What was decided and not yet said; when full, the new one goes.
    static let mostRemarks = 16

    struct Remark: Sendable {
        var what: EventListeners.Remark
        var noticed: Noticing.Noticed
        var persona: PersonaID
    }

    /// Before the directory learns of the event.
    func notice(_ event: GatewayEvent) async {
        guard isListening.load(ordering: .relaxed), let noticed = hearing.notice(event) else { return }
        do {
            let settings = try await settings.settings(of: noticed.guild)
            let occasion = EventListeners.Occasion(
                happening: noticed.happening, user: noticed.user, name: noticed.name, isBot: noticed.isBot,
                channels: hearing.openChannels(for: noticed, settings), roll: hearing.roll())
            let remark = listeners.withLock { $0.decide(on: occasion, at: .now) }
            guard let remark else { return }
            let left = remarks.continuation.yield(
                Remark(what: remark, noticed: noticed, persona: persona(settings)))
            if case .dropped = left { count("dropped", noticed) }
        } catch {
            logger.error("nothing is remarked on", metadata: ["error": "\(error)"])
        }
    }

    /// One after the other.
    func sayRemarks() async {
        for await remark in remarks.stream { await say(remark) }
    }

    /// Nobody asked for it: where it fails, nothing is said.
    private func say(_ remark: Remark) async {
        let noticed = remark.noticed
        let place = hearing.place(remark.what.channel, in: noticed.guild)
        var turn = Turn(
            speaker: Speaker(id: Speaker.discordID(noticed.user), name: noticed.name), place: place,
            audience: .place(place.id), text: remark.what.instruction, saidAt: Date(), persona: remark.persona)
        // Nobody said it, so it is nobody's words to be kept.
        turn.wishes.keepsHistory = false
        turn.wishes.mayUseTools = false
        var manner = ReplyDraft.Manner()
        manner.streams = false
        manner.mentions = MentionNames([.init(id: noticed.user, names: [noticed.name])])
        let id = desk.begin(in: remark.what.channel, question: nil, manner: manner)
        do {
            try await responder.reply(to: turn) { part in
                if case .text(let text) = part { desk.add(text, to: id) }
            }
            await desk.finish(id)
            count("said", noticed)
        } catch {
            await desk.abandon(id)
            count("unsaid", noticed)
            logger.info("a remark was not made", metadata: ["why": "\(error)"])
        }
    }

    private func count(_ outcome: String, _ noticed: Noticing.Noticed) {
        Counter(
            label: "acore_discord_remarks_total",
            dimensions: [("happening", noticed.happening.kind), ("outcome", outcome)]
        ).increment()
    }
}

extension Hearing {
    /// Channels that opted in, where the bot may write and this person reads; the oldest first.
    func openChannels(for noticed: Noticing.Noticed, _ settings: ServerSettings) -> [Snowflake] {
        openChannels(of: noticed.guild, settings) { guild, channel in
            noticed.channel.map { $0 == channel } ?? true
                && guild.permissions(of: noticed.user, roles: noticed.roles, in: channel)?.contains(.viewChannel)
                    == true
        }
    }
}
