package import Companion
package import Egress

/// What the bot uses of the rest of the program.
package struct BotParts: Sendable {
    package var responder: Responder
    package var conversations: ConversationStore
    package var personas: PersonaLibrary
    package var settings: ServerSettingsStore
    /// Fetches what people point at.
    package var egress: Egress
    /// Who answers where nobody was chosen.
    package var standardPersona: @Sendable () -> PersonaID

    package init(
        responder: Responder, conversations: ConversationStore, personas: PersonaLibrary,
        settings: ServerSettingsStore, egress: Egress,
        standardPersona: @escaping @Sendable () -> PersonaID
    ) {
        self.responder = responder
        self.conversations = conversations
        self.personas = personas
        self.settings = settings
        self.egress = egress
        self.standardPersona = standardPersona
    }

    /// The commands there are, in the order of no importance.
    func commands(_ hearing: Hearing) -> [any SlashCommand] {
        [
            EndSessionCommand(end: { hearing.endFollowUp($0) }),
            WhyCommand(entry: { hearing.entry(about: $0, in: $1) }),
            ClearHistoryCommand(conversations: conversations),
            SetCharacterCommand(personas: personas, settings: settings),
            ListCharactersCommand(personas: personas, settings: settings, standard: standardPersona),
            SettingsCommand(settings: settings),
        ]
    }
}
