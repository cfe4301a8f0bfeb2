import Companion
import DiscordModel

/// `/clear_history` forgets what was said in this channel.
struct ClearHistoryCommand: SlashCommand {
    let name = "clear_history"
    let summary = "Makes me forget what was said in this channel."
    let topic = CommandTopic.memory
    let permission = CommandPermission.members(.manageMessages)

    let conversations: ConversationStore

    func run(_ call: CommandCall) async throws -> CommandReply {
        let isForgotten = try await conversations.delete(place: Place.discord(call.channel, .text).id)
        return .onlyToYou(isForgotten ? "I have forgotten what was said here." : "There was nothing to forget here.")
    }
}
