package import Companion
import DiscordModel
package import Egress

/// What the bot uses of the rest of the program.
package struct BotParts: Sendable {
    package var responder: Responder
    package var conversations: ConversationStore
    package var memory: TalkMemory
    package var privacy: Privacy
    package var links: IdentityLinks
    package var linkCodes: LinkCodes
    package var documents: DocumentLibrary
    package var documentFolder: DocumentFolder
    package var lorebooks: LorebookStore
    package var personas: PersonaLibrary
    package var settings: ServerSettingsStore
    /// Fetches what people point at.
    package var egress: Egress
    package var sealKey: SealKey
    /// What surrounds the bot, for commands.
    package var house: House
    /// Who answers where nobody was chosen.
    package var standardPersona: @Sendable () -> PersonaID

    package init(
        responder: Responder, conversations: ConversationStore, memory: TalkMemory, privacy: Privacy,
        links: IdentityLinks, linkCodes: LinkCodes, lorebooks: LorebookStore, documents: DocumentLibrary,
        documentFolder: DocumentFolder, personas: PersonaLibrary,
        settings: ServerSettingsStore, egress: Egress, sealKey: SealKey, house: House,
        standardPersona: @escaping @Sendable () -> PersonaID
    ) {
        self.responder = responder
        self.conversations = conversations
        self.memory = memory
        self.privacy = privacy
        self.links = links
        self.linkCodes = linkCodes
        self.documents = documents
        self.documentFolder = documentFolder
        self.lorebooks = lorebooks
        self.personas = personas
        self.settings = settings
        self.egress = egress
        self.sealKey = sealKey
        self.house = house
        self.standardPersona = standardPersona
    }

    /// The commands there are, in the order of no importance.
    ///
    /// - Parameters:
    ///   - api: the address of Discord's API.
    ///   - messages: the last hundred of a channel, the newest first.
    ///   - didOptIn: told when a channel opted in to more than words.
    ///   - openAnswers: how many answers are being written.
    func commands(
        _ hearing: Hearing, state: BotState, api: String,
        messages: @escaping @Sendable (Snowflake) async throws -> [Message], didOptIn: @escaping @Sendable () -> Void,
        openAnswers: @escaping @Sendable () -> Int
    ) -> [any SlashCommand] {
        let turns = CommandTurns(hearing: hearing, personas: personas, settings: settings, standard: standardPersona)
        let readers = CommandReaders(
            hearing: hearing, personas: personas, settings: settings, standard: standardPersona)
        return [
            ChatCommand(turns: turns),
            AskCommand(turns: turns),
            EndSessionCommand(end: { hearing.endFollowUp($0) }),
            WhyCommand(
                entry: { hearing.entry(about: $0, in: $1) },
                grounds: { [conversations] message, channel in
                    try await conversations.grounds(
                        ofAnswerTo: "\(message)", in: Place.discord(channel, .text).id)
                }),
            ClearHistoryCommand(conversations: conversations, callbacks: memory.callbacks.store),
            SummarizeNowCommand(
                summaries: memory.summaries, callbacks: memory.callbacks, lines: ChannelLines(hearing, fetch: messages),
                readers: readers, settings: settings),
            RecallCommand(summaries: memory.summaries, recall: memory.recall, readers: readers),
            CallbacksCommand(callbacks: memory.callbacks.store),
            ExportChatCommand(conversations: conversations),
            ImportChatCommand(
                conversations: conversations, hearing: hearing, files: AttachmentFiles(egress, api: api)),
            PrivacyCommand(privacy: privacy, links: links),
            DocumentsCommand(
                shelf: DocumentShelf(library: documents, hearing: hearing), files: AttachmentFiles(egress, api: api)),
            RAGReloadCommand(folder: documentFolder),
            LoreCommand(
                lorebooks: lorebooks, files: AttachmentFiles(egress, api: api), turns: turns),
            LinkCommand(codes: linkCodes, links: links),
            SetCharacterCommand(personas: personas, settings: settings),
            ListCharactersCommand(personas: personas, settings: settings, standard: standardPersona),
            SettingsCommand(settings: settings, personas: personas, didOptIn: didOptIn),
            StatusCommand(house: house, state: state),
            BotStatusCommand(house: house, state: state, openAnswers: openAnswers),
            MetricsCommand(house: house),
            ErrorsCommand(house: house),
            LogsCommand(house: house),
            ModelCommand(house: house),
            BudgetCommand(house: house),
        ]
    }
}
