import Companion
import DiscordModel

/// `/list_characters` shows who there is to choose from, and who answers now.
struct ListCharactersCommand: SlashCommand {
    let name = "list_characters"
    let summary = "Shows who I can be."
    let topic = CommandTopic.characters
    let localizations = Localizations.german("Zeigt, wer ich sein kann.")

    let personas: PersonaLibrary
    let settings: ServerSettingsStore
    /// Who answers where nobody chose.
    let standard: @Sendable () -> PersonaID

    func run(_ call: CommandCall) async throws -> CommandReply {
        let all = personas.all
        guard !all.isEmpty else { throw Mistake("There is no character yet.") }
        let chosen = try await settings.settings(of: call.scope).persona ?? standard().key
        var embed = Embed()
        embed.title = "Who I can be"
        embed.description = Self.lines(all)
        var frameworks = EmbedField()
        frameworks.name = "How they can behave"
        frameworks.value = String(
            all[0].frameworks.map { "`\($0.id)` \($0.name)" }.joined(separator: "\n").prefix(1_024))
        embed.fields = frameworks.value.isEmpty ? [] : [frameworks]
        var footer = EmbedFooter()
        footer.text = "Now: \(chosen)"
        embed.footer = footer
        return .message(CommandMessage(embeds: [embed], isPrivate: true))
    }

    /// As many as an embed takes.
    private static func lines(_ all: [PersonaSummary]) -> String {
        var text = ""
        for (index, persona) in all.enumerated() {
            let line = "`\(persona.id)` **\(persona.name)** \(persona.summary.prefix(120))\n"
            guard text.unicodeScalars.count + line.unicodeScalars.count < 4_000 else {
                return text + "… and \(all.count - index) more"
            }
            text += line
        }
        return text
    }
}
