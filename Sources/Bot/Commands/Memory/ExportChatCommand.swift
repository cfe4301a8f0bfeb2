import Companion
import DiscordModel
import Foundation

/// `/export_chat` gives the caller what was said to the companion in this channel, as a file: what they may read here.
struct ExportChatCommand: SlashCommand {
    let name = "export_chat"
    let summary = "Gives you our talk in this channel as a file."
    let topic = CommandTopic.memory
    let localizations = Localizations.german("Gibt dir unser Gespräch in diesem Kanal als Datei.")
    let permission = CommandPermission.members(.readMessageHistory)
    let cooldown: Duration? = .seconds(30)

    let conversations: ConversationStore

    func run(_ call: CommandCall) async throws -> CommandReply {
        let place = Place.discord(call.channel, .text).id
        let turns = try await conversations.turns(
            of: place, heardBy: [.place(place), .person(Speaker.discordID(call.caller.id))],
            limit: TalkFile.turnLimit)
        guard !turns.isEmpty else { throw Mistake("There is nothing to export: nobody has talked to me here.") }
        let file = TalkFile.write(turns)
        let time = Date().formatted(Date.VerbatimFormatStyle.fileName)
        return .message(
            CommandMessage(
                text: "That is our talk here: the last \(file.count) turns.",
                file: .init(
                    name: "chat_export_\(call.channel)_\(time).json", type: "application/json",
                    contents: file.bytes),
                isPrivate: true))
    }
}

extension Date.VerbatimFormatStyle {
    /// `20260131_093000`, in UTC.
    fileprivate static var fileName: Self {
        Date.VerbatimFormatStyle(
            format:
                "\(year: .defaultDigits)\(month: .twoDigits)\(day: .twoDigits)_\(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased))\(minute: .twoDigits)\(second: .twoDigits)",
            timeZone: .gmt, calendar: Calendar(identifier: .gregorian))
    }
}
