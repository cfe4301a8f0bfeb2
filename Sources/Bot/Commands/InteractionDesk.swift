import Discord
import DiscordModel
import Logging
import Metrics
import ServiceLifecycle
import Synchronization

/// Carries uses of commands, components and forms from Discord to the ``CommandDesk``, and the replies back in time.
///
/// What is not answered after ``deferral`` is deferred, so that Discord goes on waiting for up to 15 minutes.
final class InteractionDesk: Sendable {
    /// Discord forgets what is not answered within three seconds.
    static let deferral = Duration.milliseconds(1_500)
    /// Uses that are answered at once; further ones are left to Discord, which says that the bot does not respond.
    private static let mostAtOnce = 512

    private let desk: CommandDesk
    private let talker: CommandTalker
    private let client: DiscordClient
    private let clock: any Clock<Duration>
    /// Holds no more than are counted as under way.
    private let uses = AsyncStream.makeStream(of: Interaction.self)
    private let underWay = Mutex(0)
    private let logger = Logger(label: "acore.commands")

    init(
        _ desk: CommandDesk, talker: CommandTalker, client: DiscordClient,
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.desk = desk
        self.talker = talker
        self.client = client
        self.clock = clock
    }

    func take(_ interaction: Interaction) {
        let isFree = underWay.withLock { count in
            guard count < Self.mostAtOnce else { return false }
            count += 1
            return true
        }
        guard isFree else { return Counter(label: "acore_commands_passed_over_total").increment() }
        uses.continuation.yield(interaction)
    }

    /// Registers the commands and answers their uses, until the task is cancelled, or the desk is closed and all that
    /// was begun is done.
    func run(for application: Snowflake) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await cancelWhenGracefulShutdown { await self.register(for: application) } }
            for await interaction in uses.stream {
                group.addTask {
                    await self.answer(interaction)
                    self.underWay.withLock { $0 -= 1 }
                }
            }
        }
    }

    /// Takes no more uses.
    func close() { uses.continuation.finish() }

    /// Tells Discord which commands there are, where it does not know just these. Without that the old ones stay.
    private func register(for application: Snowflake) async {
        do {
            let definitions = desk.definitions
            let known = try await client.commands(of: application)
            guard !CommandDefinition.areSame(definitions, as: known) else { return }
            try await client.overwriteCommands(of: application, with: definitions)
            logger.info("commands registered", metadata: ["commands": "\(definitions.count)"])
        } catch {
            logger.error("the commands could not be registered", metadata: ["error": "\(error)"])
        }
    }

    /// Nothing that goes wrong with one may end the bot.
    private func answer(_ interaction: Interaction) async {
        do {
            switch interaction.type {
            case .autocomplete:
                let choices = await desk.suggestions(for: interaction)
                try await client.answer(.autocomplete(choices), to: interaction.id, token: interaction.token)
            case .command:
                try await answer(interaction, isPrivate: desk.isPrivate(interaction)) {
                    await self.desk.reply(to: interaction)
                }
            case .component, .modalSubmit:
                try await answer(interaction, isPrivate: true) { await self.desk.reply(toComponentOf: interaction) }
            default: break
            }
        } catch is CancellationError {
            logger.debug("stopped before a command was answered")
        } catch {
            logger.warning("a command was not answered", metadata: ["error": "\(error)"])
            Counter(label: "acore_discord_commands_lost_total").increment()
        }
    }

    // MARK: In time

    /// Answers with what `work` makes: at once where it is quick, else after a deferral.
    private func answer(
        _ interaction: Interaction, isPrivate: Bool, _ work: @escaping @Sendable () async -> CommandReply
    ) async throws {
        var isDeferred = false
        let reply = try await withThrowingTaskGroup(of: CommandReply?.self) { group -> CommandReply? in
            group.addTask { await work() }
            group.addTask {
                try await self.clock.sleep(for: Self.deferral)
                return nil
            }
            defer { group.cancelAll() }
            if let quick = try await group.next() ?? nil { return quick }
            isDeferred = true
            try await self.first(.deferredMessage(ephemeral: isPrivate), interaction)
            return try await group.next() ?? nil
        }
        guard let reply else { throw CancellationError() }
        try await deliver(reply, interaction, isDeferred: isDeferred)
    }

    private func deliver(_ reply: CommandReply, _ interaction: Interaction, isDeferred: Bool) async throws {
        switch reply {
        case .message(let message): try await send(message, interaction, isDeferred: isDeferred)
        case .update(let message):
            guard interaction.message != nil, !isDeferred else {
                return try await send(message, interaction, isDeferred: isDeferred)
            }
            try await first(.update(message.edit), interaction)
        case .form(let form):
            guard !isDeferred else {
                let late = CommandMessage(text: "That took too long. Try again.", isPrivate: true)
                return try await send(late, interaction, isDeferred: true)
            }
            try await first(.modal(form.modal), interaction)
        case .talk(let talk):
            if !isDeferred { try await first(.deferredMessage(ephemeral: talk.isPrivate), interaction) }
            await talker.answer(talk, interaction)
        case .removal(let given):
            if !isDeferred { try await first(.deferredUpdate, interaction) }
            try await remove(given, interaction)
        }
    }

    private func first(
        _ response: InteractionResponse, files: [OutgoingFile] = [], _ interaction: Interaction
    ) async throws {
        try await client.answer(response, files: files, to: interaction.id, token: interaction.token)
    }

    private func send(_ message: CommandMessage, _ interaction: Interaction, isDeferred: Bool) async throws {
        let (application, token) = (interaction.applicationId, interaction.token)
        if isDeferred {
            try await client.editOriginalAnswer(
                to: message.edit, files: message.files, application: application, token: token)
        } else {
            try await first(.message(message.answer), files: message.files, interaction)
        }
        for further in message.furtherAnswers {
            _ = try await client.followUp(further, application: application, token: token)
        }
    }

    /// The message of the component, and what else belongs to that answer, as far as Discord still lets us.
    private func remove(_ given: GivenAnswer?, _ interaction: Interaction) async throws {
        for message in given?.messages ?? [] where message != interaction.message?.id {
            do {
                if let given, given.isPrivate {
                    try await client.deleteFollowUp(message, application: given.application, token: given.token)
                } else if let given {
                    try await client.delete(message, in: given.channel)
                }
            } catch {
                logger.info("a part of an answer is left", metadata: ["error": "\(error)"])
            }
        }
        try await client.deleteOriginalAnswer(application: interaction.applicationId, token: interaction.token)
    }
}

extension CommandMessage {
    private var pieces: [String] { text.isEmpty ? [] : MessageSplitter().split(text) }

    fileprivate var answer: WebhookMessage {
        var message = WebhookMessage()
        message.content = pieces.first
        message.embeds = embeds.isEmpty ? nil : embeds
        message.components = components.isEmpty ? nil : components
        message.flags = flags
        return message
    }

    private var flags: MessageFlags? {
        var flags: MessageFlags = isPrivate ? .ephemeral : []
        if !showsPreviews { flags.insert(.suppressEmbeds) }
        return flags.isEmpty ? nil : flags
    }

    fileprivate var furtherAnswers: [WebhookMessage] {
        pieces.dropFirst().map { piece in
            var message = WebhookMessage()
            message.content = piece
            message.flags = flags
            return message
        }
    }

    /// Nothing of what stood there before stays.
    fileprivate var edit: MessageEdit {
        var edit = MessageEdit()
        edit.content = Nullable(pieces.first)
        edit.embeds = Nullable(embeds)
        edit.components = Nullable(components)
        if !showsPreviews { edit.flags = .suppressEmbeds }
        return edit
    }

    fileprivate var files: [OutgoingFile] {
        file.map { [OutgoingFile(name: $0.name, contentType: $0.type, bytes: $0.contents)] } ?? []
    }
}
