import Companion
import Discord

/// `/status` tells everybody whether the companion is well, and what it misses.
struct StatusCommand: SlashCommand {
    let name = "status"
    let summary = "Tells how I am."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Sagt, wie es mir geht.")
    let cooldown: Duration? = .seconds(3)

    let house: House
    let state: BotState

    func run(_ call: CommandCall) async throws -> CommandReply {
        let (report, discord) = (await house.report(), await state.report)
        var lines = ["I am Acore \(report.version), up for \(report.uptime.spokenLong)."]
        lines += report.engines.map { "- \($0.isReady ? "🟢" : "🔴") **\($0.name.plain)**: \($0.state.plain)" }
        lines.append("- \(discord.inWords)")
        lines += discord.missingSwitches.map { "- 🟡 \($0.sentence)" }
        return .onlyToYou(lines.joined(separator: "\n"))
    }
}

extension BotState.Report {
    fileprivate var inWords: String {
        let away = shards.filter { !$0.value.isLive }.count
        return switch condition {
        case .ready: "🟢 **Discord**: connected\(latency.map { ", answers in \($0.inMilliseconds)" } ?? "")"
        case .connecting where away < shards.count: "🟡 **Discord**: \(away) of \(shards.count) shards are away"
        case .connecting(let reason): "🟡 **Discord**: connecting\(reason.map { ": \($0)" } ?? "")"
        case .ended(let sentence): "🔴 **Discord**: \(sentence)"
        }
    }
}

extension Duration {
    var inMilliseconds: String { "\(components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000) ms" }

    /// `3 days 4 hours`, `5 minutes`.
    var spokenLong: String {
        let seconds = components.seconds
        let parts = [(seconds / 86_400, "day"), (seconds / 3_600 % 24, "hour"), (seconds / 60 % 60, "minute")]
            .filter { $0.0 > 0 }.prefix(2)
        return parts.isEmpty
            ? "less than a minute" : parts.map { "\($0)\u{a0}\($1)\($0 == 1 ? "" : "s")" }.joined(separator: " ")
    }
}

extension String {
    /// On one line, and nothing in it is formatted or tags anybody.
    var plain: String {
        var text = ""
        for character in prefix(300) {
            if character.isNewline {
                text += " "
            } else {
                if "\\*_~`|<>[]()#@".contains(character) { text += "\\" }
                text.append(character)
            }
        }
        return text
    }
}
