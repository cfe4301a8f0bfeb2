import Companion
import Discord
import DiscordModel
import Inference
import Logging

/// Has the companion answer what commands ask, through the use of the command: its deferral becomes the first message.
final class CommandTalker: Sendable {
    private static let cutOff = "I was interrupted here."

    private let responder: Responder
    private let desk: ReplyDesk
    private let client: DiscordClient
    private let streams: Bool
    private let logger = Logger(label: "acore.commands")

    /// - Parameter streams: whether the operator lets answers appear while they are written.
    init(_ responder: Responder, desk: ReplyDesk, client: DiscordClient, streams: Bool) {
        self.responder = responder
        self.desk = desk
        self.client = client
        self.streams = streams
    }

    /// - Parameter interaction: deferred.
    func answer(_ talk: CommandTalk, _ interaction: Interaction) async {
        var manner = talk.manner
        manner.streams = manner.streams && streams
        let door = InteractionDoor(
            interaction: interaction.id, application: interaction.applicationId, token: interaction.token,
            user: interaction.caller?.id, channel: interaction.channelId,
            isPrivate: talk.isPrivate)
        let id = desk.begin(through: door, manner: manner)
        let (answer, messages) = await write(id, answering: talk.turn)
        let given = GivenAnswer(
            application: door.application, token: door.token, channel: interaction.channelId ?? Snowflake(0),
            messages: messages, isPrivate: talk.isPrivate)
        talk.didAnswer(answer, given)
        await show(talk.components, beneath: given)
    }

    /// Whatever happens, what stands in Discord is ended visibly.
    private func write(_ id: ReplyDesk.ID, answering turn: Turn) async -> (Answer?, [Snowflake]) {
        var hasSpoken = false
        do {
            let answer = try await responder.reply(to: turn) { part in
                guard case .text(let text) = part else { return }
                hasSpoken = true
                desk.add(text, to: id)
            }
            return (answer, await desk.finish(id, citing: answer.sources))
        } catch let mistake as Mistake {
            return (nil, await desk.fail(id, mistake.description))
        } catch is CancellationError {
            return (nil, await desk.fail(id, hasSpoken ? Self.cutOff : Self.stopped(turn)))
        } catch {
            logger.warning("no answer", metadata: ["error": "\(error)"])
            return (nil, await desk.fail(id, "Something went wrong on my side. Try again in a moment."))
        }
    }

    /// What is kept is answered at the next start.
    private static func stopped(_ turn: Turn) -> String {
        "I am just being stopped. " + (turn.wishes.keepsHistory ? "I answer when I am back." : "Try again later.")
    }

    private func show(_ components: [Component], beneath given: GivenAnswer) async {
        guard !components.isEmpty, let last = given.messages.last else { return }
        var edit = MessageEdit()
        edit.components = Nullable(components)
        do {
            try await client.editFollowUp(last, to: edit, application: given.application, token: given.token)
        } catch {
            logger.info("an answer has no buttons", metadata: ["error": "\(error)"])
        }
    }
}
