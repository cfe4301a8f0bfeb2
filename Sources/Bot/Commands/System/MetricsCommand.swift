import Foundation

/// `/metrics` gives whoever runs the bot all figures of the program, the telling ones at a glance.
struct MetricsCommand: SlashCommand {
    let name = "metrics"
    let summary = "Shows the figures of this program."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Zeigt die Zahlen dieses Programms.")
    let permission = CommandPermission.owner
    let cooldown: Duration? = .seconds(3)

    let house: House

    func run(_ call: CommandCall) async throws -> CommandReply {
        let text = house.metrics()
        let figures = Figures(text)
        let answers = figures.sum("acore_replies_total")
        let seconds = figures.sum("acore_reply_seconds_sum") / max(1, figures.sum("acore_reply_seconds_count"))
        let lines = [
            "- Answers: \(Int(answers)), failed: \(Int(figures.sum("acore_replies_total", "outcome=\"failed\"")))",
            "- A whole answer takes \(String(format: "%.1f", seconds)) s on average",
            "- Messages answered: \(Int(figures.sum("acore_discord_decisions_total", "decision=\"answer\"")))",
            "- Commands used: \(Int(figures.sum("acore_commands_total")))",
        ]
        return .message(
            CommandMessage(
                text: lines.joined(separator: "\n"),
                file: .init(name: "metrics.txt", type: "text/plain; charset=utf-8", contents: Array(text.utf8)),
                isPrivate: true))
    }
}

/// Figures in Prometheus' text format (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
private struct Figures {
    private let samples: [(name: Substring, value: Double)]

    init(_ text: String) {
        samples = text.split(separator: "\n").compactMap { line in
            guard !line.hasPrefix("#"), let blank = line.lastIndex(of: " "),
                let value = Double(line[line.index(after: blank)...])
            else { return nil }
            return (line[..<blank], value.isFinite ? value : 0)
        }
    }

    func sum(_ name: String, _ label: String = "") -> Double {
        samples.filter {
            ($0.name == name || $0.name.hasPrefix(name + "{")) && (label.isEmpty || $0.name.contains(label))
        }
        .reduce(0) { $0 + $1.value }
    }
}
