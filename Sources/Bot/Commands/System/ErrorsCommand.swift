import Foundation
import Logging
import Telemetry

/// `/errors` shows whoever runs the bot what went wrong last: when, where and what, without anybody's words.
struct ErrorsCommand: SlashCommand {
    private static let shown = 10

    let name = "errors"
    let summary = "Shows what went wrong last."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Zeigt, was zuletzt schiefging.")
    let permission = CommandPermission.owner

    let house: House

    func run(_ call: CommandCall) async throws -> CommandReply {
        let troubles = house.log.troubles.prefix(Self.shown)
        guard !troubles.isEmpty else { return .onlyToYou("Nothing went wrong since I started.") }
        let lines = troubles.map { trouble in
            let time = Int(trouble.time.timeIntervalSince1970)
            let request = trouble.request.map { ", request \($0.plain)" } ?? ""
            return
                "- <t:\(time):R> \(trouble.level.rawValue): \(trouble.message.plain) (\(trouble.label.plain)\(request))"
        }
        return .onlyToYou(lines.joined(separator: "\n"))
    }
}
