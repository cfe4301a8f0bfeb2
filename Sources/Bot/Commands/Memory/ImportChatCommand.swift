import Companion
import DiscordModel
import Foundation

/// `/import_chat` puts a talk from a file in the place of the one in this channel.
struct ImportChatCommand: SlashCommand {
    let name = "import_chat"
    let summary = "Replaces our talk in this channel by one from a file."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Ersetzt unser Gespräch in diesem Kanal durch eines aus einer Datei.")
    let permission = CommandPermission.administrators
    let cooldown: Duration? = .seconds(10)
    let file = Option<Attachment>(
        "file", "As /export_chat writes it; up to 1 MiB.",
        localizations: .german("Wie /export_chat sie schreibt; bis 1 MiB."))
    var options: [any CommandParameter] { [file] }

    let conversations: ConversationStore
    let hearing: Hearing
    let files: AttachmentFiles

    func run(_ call: CommandCall) async throws -> CommandReply {
        let file = try call[file]
        guard file.filename.lowercased().hasSuffix(".json") else { throw Mistake("I take files that end in .json.") }
        guard file.size <= TalkFile.byteLimit else { throw Mistake("That file is too large: I take up to 1 MiB.") }
        let turns = try TalkFile.read(
            try await files.bytes(of: file, types: ["application/json", "text/plain"], limit: TalkFile.byteLimit))
        let place = hearing.place(call.channel, in: call.guild)
        let owner = Speaker(id: Speaker.discordID(call.caller.id), name: call.callerName)
        try await conversations.replace(
            place, by: turns, for: call.guild == nil ? .person(owner.id) : .place(place.id), owner: owner, at: Date())
        let count = turns.count == 1 ? "One turn is" : "\(turns.count) turns are"
        return .onlyToYou("Saved: \(count) now our talk in this channel; what was said before is forgotten.")
    }
}
