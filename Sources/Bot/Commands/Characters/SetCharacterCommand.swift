import Companion
import DiscordModel

/// `/set_character` chooses who answers in this server, or in these direct messages.
struct SetCharacterCommand: SlashCommand {
    let name = "set_character"
    let summary = "Chooses who I am here."
    let topic = CommandTopic.characters
    let localizations = Localizations.german("Wählt, wer ich hier bin.")
    let permission = CommandPermission.members(.manageGuild)
    let cooldown: Duration? = .seconds(3)
    var options: [any CommandParameter] { [character, framework] }

    private let character: Option<String>
    private let framework: Option<String>
    private let personas: PersonaLibrary
    private let settings: ServerSettingsStore

    init(personas: PersonaLibrary, settings: ServerSettingsStore) {
        self.personas = personas
        self.settings = settings
        character = Option("character", "Who.", in: 1...100, localizations: .german("Wer.")) { typed, _ in
            CommandChoice.matching(typed, personas.all.map { ($0.name, $0.id) })
        }
        framework = Option(
            "framework", "How they behave; their own way if you leave it out.", isRequired: false, in: 1...100,
            localizations: .german("Wie sie sich verhalten; ohne Angabe auf ihre eigene Art.")
        ) { typed, _ in
            CommandChoice.matching(typed, (personas.all.first?.frameworks ?? []).map { ($0.name, $0.id) })
        }
    }

    func run(_ call: CommandCall) async throws -> CommandReply {
        var id = try personas.id(named: call[character])
        if let framework = try call[ifGiven: framework] { id.framework = framework.lowercased() }
        let persona = try personas.persona(id)
        let key = persona.id.key
        try await settings.change(for: call) { $0.persona = key }
        let place = call.guild == nil ? "with you" : "in this server"
        return .onlyToYou(
            "From now on I am **\(persona.characterName)** \(place), the way of \(persona.frameworkName).")
    }
}

extension CommandChoice {
    /// Those whose name or value begins with what was typed, then those that hold it.
    static func matching(_ typed: String, _ known: [(name: String, value: String)]) -> [CommandChoice] {
        let typed = typed.lowercased()
        let found = known.filter { typed.isEmpty || $0.name.lowercased().contains(typed) || $0.value.contains(typed) }
        let first = found.filter { $0.name.lowercased().hasPrefix(typed) || $0.value.hasPrefix(typed) }
        let rest = found.filter { candidate in !first.contains { $0.value == candidate.value } }
        return (first + rest).prefix(25).map { CommandChoice($0.name, $0.value) }
    }
}
