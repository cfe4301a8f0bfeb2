import Discord
import DiscordModel
import Foundation
import Telemetry

/// `/botstatus` tells administrators how the program fares.
struct BotStatusCommand: SlashCommand {
    let name = "botstatus"
    let summary = "Shows shards, latency, servers, memory and what waits."
    let topic = CommandTopic.system
    let localizations = Localizations.german("Zeigt Shards, Latenz, Server, Speicher und was wartet.")
    let permission = CommandPermission.administrators
    let cooldown: Duration? = .seconds(3)

    let house: House
    let state: BotState
    /// Answers that are being written now.
    let openAnswers: @Sendable () -> Int

    func run(_ call: CommandCall) async throws -> CommandReply {
        let (report, discord) = (await house.report(), await state.report)
        let memory = ProcessMetrics.read().map { "\(Int($0.residentBytes) / 1_048_576) MB" }
        let shards = discord.shards.sorted { $0.key < $1.key }.prefix(16).map { number, status in
            "\(number): \(status.isLive ? status.latency?.inMilliseconds ?? "connected" : "away")"
        }
        var embed = Embed()
        embed.title = "Acore \(report.version)"
        embed.fields = [
            field("Up for", report.uptime.spokenLong), field("Servers", "\(discord.guildCount)"),
            field("Memory", memory ?? "unknown"), field("Answers being written", "\(openAnswers())"),
            field("Latency", discord.latency?.inMilliseconds ?? "unknown"),
            field("Shards", shards.isEmpty ? "none" : shards.joined(separator: "\n")),
            field("Model", report.model.plain),
        ]
        return .message(CommandMessage(embeds: [embed], isPrivate: true))
    }

    private func field(_ name: String, _ value: String) -> EmbedField {
        var field = EmbedField()
        field.name = name
        field.value = String(value.prefix(1_024))
        field.inline = true
        return field
    }
}
