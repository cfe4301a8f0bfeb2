import Telemetry

/// `/logs` shows whoever runs the bot the last lines of the log, in which there are neither secrets nor people's words.
struct LogsCommand: SlashCommand {
    private static let longest = 1_900

    let name = "logs"
    let summary = "Shows the last lines of the log."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Zeigt die letzten Zeilen des Protokolls.")
    let permission = CommandPermission.owner
    let lines = Option<Int>(
        "lines", "How many; 20 if you leave it out.", isRequired: false, in: 1...50,
        localizations: .german("Wie viele; ohne Angabe 20."))
    var options: [any CommandParameter] { [lines] }

    let house: House

    func run(_ call: CommandCall) async throws -> CommandReply {
        let all = house.log.lines(try call[ifGiven: lines] ?? 20)
        guard !all.isEmpty else { return .onlyToYou("The log is empty.") }
        // What would end the block is shown as something else.
        let text = all.joined(separator: "\n").replacing("```", with: "'''")
        return .onlyToYou("```\n\(text.suffix(Self.longest))\n```")
    }
}
