import Companion
import DiscordModel

/// `/callbacks` lists what the bot will come back to in this channel, and takes it back.
struct CallbacksCommand: SlashCommand {
    static let commandName = "callbacks"

    let name = commandName
    let summary = "Lists what I will come back to in this channel."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Zeigt, worauf ich in diesem Kanal zurückkomme.")

    let callbacks: CallbackStore

    func run(_ call: CommandCall) async throws -> CommandReply {
        let waiting = try await callbacks.waiting(in: place(call))
        guard !waiting.isEmpty else { return .onlyToYou("There is nothing that I will come back to here.") }
        return .message(
            CommandMessage(
                text: "I will come back to:\n" + waiting.list, components: try waiting.buttons(for: call),
                isPrivate: true))
    }

    /// Whoever said it may take it back, and who keeps order in the channel.
    func use(_ choice: ComponentChoice, _ call: CommandCall) async throws -> CommandReply {
        guard let id = Int64(choice.payload), let callback = try await callbacks.callback(id),
            callback.place == place(call)
        else { return .onlyToYou("I do not know of that any more.") }
        guard callback.speaker == Speaker.discordID(call.caller.id) || call.may(.manageMessages) else {
            throw Mistake("Only who said that can take it back, or who may manage messages here.")
        }
        guard try await callbacks.cancel(id) else { return .onlyToYou("That is over already.") }
        return .onlyToYou("I will not come back to that: \(callback.what.escapingMarkdown)")
    }

    private func place(_ call: CommandCall) -> String { Place.discord(call.channel, .text).id }
}
