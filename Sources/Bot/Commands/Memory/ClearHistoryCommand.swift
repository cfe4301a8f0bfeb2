import Companion
import DiscordModel

/// `/clear_history` forgets what was said in this channel, once it was asked whether that is meant.
struct ClearHistoryCommand: SlashCommand {
    let name = "clear_history"
    let summary = "Makes me forget what was said in this channel."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Lässt mich vergessen, was in diesem Kanal gesagt wurde.")
    let permission = CommandPermission.members(.manageMessages)

    let conversations: ConversationStore
    let callbacks: CallbackStore

    func run(_ call: CommandCall) async throws -> CommandReply {
        let lifetime = Duration.seconds(300)
        return .message(
            CommandMessage(
                text: "Shall I forget everything that was said to me in this channel? It cannot be brought back.",
                components: [
                    .row(
                        .button("Forget it", try call.customID("forget", lasting: lifetime), .danger),
                        .button("Keep it", try call.customID("keep", lasting: lifetime)))
                ], isPrivate: true))
    }

    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        guard choice.payload == "forget" else { return changed("Everything stays as it is.") }
        let place = Place.discord(call.channel, .text).id
        try await callbacks.forget(place: place)
        let isForgotten = try await conversations.delete(place: place)
        return changed(isForgotten ? "I have forgotten what was said here." : "There was nothing to forget here.")
    }

    private func changed(_ text: String) -> CommandReply { .update(CommandMessage(text: text, isPrivate: true)) }
}
