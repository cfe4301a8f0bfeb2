import Discord
import DiscordModel
import Logging
import Metrics

/// Carries uses of commands and components from Discord to the ``CommandDesk``, and the answers back in time.
///
/// What is not answered after ``deferral`` is deferred, so that Discord goes on waiting for up to 15 minutes.
final class InteractionDesk: Sendable {
    /// Discord forgets what is not answered within three seconds.
    static let deferral = Duration.milliseconds(1_500)
    /// Uses that wait to begin; further ones are left to Discord, which says that the bot does not respond.
    private static let waiting = 512

    private let desk: CommandDesk
    private let client: DiscordClient
    private let clock: any Clock<Duration>
    private let uses = AsyncStream.makeStream(of: Interaction.self, bufferingPolicy: .bufferingOldest(waiting))
    private let logger = Logger(label: "acore.commands")

    init(_ desk: CommandDesk, client: DiscordClient, clock: any Clock<Duration> = ContinuousClock()) {
        self.desk = desk
        self.client = client
        self.clock = clock
    }

    func take(_ interaction: Interaction) { uses.continuation.yield(interaction) }

    /// Registers the commands and answers their uses, until the task is cancelled.
    func run(for application: Snowflake) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.register(for: application) }
            for await interaction in uses.stream {
                group.addTask { await self.answer(interaction) }
            }
        }
    }

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
                try await inTime(interaction, deferring: .deferredMessage(ephemeral: desk.isPrivate(interaction))) {
                    await self.desk.reply(to: interaction)
                }
            case .component:
                try await inTime(interaction, deferring: .deferredMessage(ephemeral: true)) {
                    await self.desk.reply(toComponentOf: interaction)
                        ?? .onlyToYou("That is of an earlier time; I don't know it any more.")
                }
            default: break
            }
        } catch is CancellationError {
            logger.debug("stopped before a command was answered")
        } catch {
            logger.warning("a command was not answered", metadata: ["error": "\(error)"])
            Counter(label: "acore_discord_commands_lost_total").increment()
        }
    }

    /// Answers with what `work` makes: at once where it is quick, else after a deferral.
    private func inTime(
        _ interaction: Interaction, deferring: InteractionResponse, _ work: @escaping @Sendable () async -> CommandReply
    ) async throws {
        try await withThrowingTaskGroup(of: CommandReply?.self) { group in
            group.addTask { await work() }
            group.addTask {
                try await self.clock.sleep(for: Self.deferral)
                return nil
            }
            defer { group.cancelAll() }
            if let quick = try await group.next() ?? nil {
                return try await client.answer(
                    .message(quick.message), files: quick.files, to: interaction.id, token: interaction.token)
            }
            try await client.answer(deferring, to: interaction.id, token: interaction.token)
            guard let late = try await group.next() ?? nil else { return }
            try await client.editOriginalAnswer(
                to: late.edit, files: late.files, application: interaction.applicationId, token: interaction.token)
        }
    }
}

extension CommandReply {
    fileprivate var message: WebhookMessage {
        let request = request
        var message = WebhookMessage()
        message.content = request.content
        message.embeds = request.embeds
        message.components = request.components
        message.flags = request.flags
        return message
    }

    fileprivate var edit: MessageEdit {
        let request = request
        var edit = MessageEdit()
        edit.content = Nullable(request.content)
        edit.embeds = request.embeds.map { Nullable($0) }
        edit.components = request.components.map { Nullable($0) }
        return edit
    }

    fileprivate var files: [OutgoingFile] {
        file.map { [OutgoingFile(name: $0.name, contentType: "application/octet-stream", bytes: $0.contents)] } ?? []
    }
}
