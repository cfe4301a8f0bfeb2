import Companion
import DiscordModel
import Foundation

extension Callback {
    /// In a list: when, what, and who.
    var line: String { "\(moment) \(what.escapingMarkdown) (\(who.escapingMarkdown))" }

    /// What is written when its time has come: no more than people's own words, and where they stand.
    var followUp: String {
        "It is time: **\(what.escapingMarkdown)** (\(who.escapingMarkdown), as said [here](<\(link)>))"
    }

    /// Nil in direct messages.
    var guild: Snowflake? { realm.flatMap { $0.split(separator: "/").last }.flatMap { Snowflake($0) } }

    /// Each reader is shown their own local time.
    private var moment: String { "<t:\(Int(saidFor.timeIntervalSince1970)):f>" }

    private var link: String {
        let channel = Place(id: place, kind: .text).discordChannel ?? Snowflake(0)
        return "https://discord.com/channels/\(guild.map(\.description) ?? "@me")/\(channel)/\(message)"
    }
}

extension [Callback] {
    /// A button for each that takes it back.
    func buttons(for call: CommandCall) throws -> [Component] {
        try Component.rows(
            of: enumerated().map { number, callback in
                let label = "Cancel \(number + 1)"
                let id = try call.openID(
                    of: CallbacksCommand.commandName, "\(callback.id)", lasting: .seconds(367 * 86_400))
                return .button(label, id)
            })
    }

    var list: String { enumerated().map { "\($0 + 1). \($1.line)" }.joined(separator: "\n") }
}
