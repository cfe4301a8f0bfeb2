package import AsyncHTTPClient
import Companion
package import Discord
package import DiscordModel
import Logging
import ServiceLifecycle

/// The companion on Discord: hears what is said, answers when it should.
package final class DiscordBot: Service {
    /// How it is, for whoever asks.
    package let state = BotState()

    private let settings: BotSettings
    private let client: DiscordClient
    private let sessions: any SessionStore
    private let parts: BotParts
    private let didTake: @Sendable (GatewayEvent) -> Void
    private let clock: any Clock<Duration>
    private let time: DiscordTime
    private let chance: @Sendable () -> Double
    private let ready = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    private let logger = Logger(label: "acore.discord")

    /// - Parameters:
    ///   - http: must not follow redirects; it is not closed here.
    ///   - version: of this program, for Discord.
    ///   - clock: of its own waits and alarms.
    ///   - time: of its connections.
    ///   - chance: from 0 to below 1, for what is done now and then.
    ///   - didTake: told of every event that has been dealt with; for one who watches.
    package init(
        _ settings: BotSettings, http: HTTPClient, sessions: any SessionStore, parts: BotParts, version: String,
        clock: any Clock<Duration> = ContinuousClock(), time: DiscordTime = DiscordTime(),
        chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        didTake: @escaping @Sendable (GatewayEvent) -> Void = { _ in }
    ) {
        self.settings = settings
        var access = DiscordClient.Settings(token: settings.token, version: version)
        access.baseURL = settings.address
        access.limits.perSecond = settings.requestsPerSecond
        client = DiscordClient(access, http: http, clock: time.requests)
        self.sessions = sessions
        self.parts = parts
        self.clock = clock
        self.time = time
        self.chance = chance
        self.didTake = didTake
    }

    /// - Throws: ``GatewayError/refused(_:)`` where trying again would not help.
    package func run() async throws {
        let end: (any Error)?
        do {
            try await live()
            end = nil
        } catch is CancellationError {
            end = nil
        } catch DiscordError.tokenRefused {
            end = GatewayError.refused(
                "Discord does not accept DISCORD_TOKEN. Copy the bot's token again from the developer portal.")
        } catch {
            end = error
        }
        await client.close()
        if case .refused(let sentence)? = end as? GatewayError { state.ended(sentence) }
        if let end { throw end }
    }

    /// Waits until the first session has begun or goes on; for one who waits.
    package func isReady() async throws {
        for await _ in ready.stream { return }
        throw CancellationError()
    }

    private func live() async throws {
        async let seal = parts.sealKey.seal()
        let (application, gateway) = try await cancelWhenGracefulShutdown { try await self.lookAround() }
        let listeners = settings.listeners.granted(by: application.allFlags)
        var gatewaySettings = GatewaySettings(
            token: settings.token, intents: intents(of: application), wanted: Self.wanted.union(listeners.events))
        let isListenedTo = await isListenedTo
        if isListenedTo { gatewaySettings.intents.formUnion(listeners.intents) }
        gatewaySettings.compression = settings.compression
        gatewaySettings.timing = time.timing
        gatewaySettings.time = time.gateway
        let shards = GatewayShards(
            gatewaySettings, plan: settings.shards, bot: gateway, store: sessions,
            askAgain: { try await self.untilReached { try await self.client.gateway() } }, now: time.date)
        let hearing = Hearing(
            application, rules: rules, timeout: settings.conversationTimeout,
            ambientChannels: settings.ambientChannels, time: Timeline(clock), roll: chance)
        state.lives(BotState.Pulse(shards: { await shards.status }, guildCount: { hearing.guildCount }))
        var writes = EditSchedule.Limits()
        // The rest is for everything else.
        writes.perSecond = settings.requestsPerSecond * 3 / 5
        let desk = ReplyDesk(client: client, limits: writes)
        let talk = DiscordTalk(
            hearing, parts, desk: desk, client: client, streams: settings.streams, clock: clock,
            listeners: listeners, isListening: isListenedTo, ignoring: settings.ignoredUsers)
        let callbacks = CallbackDelivery(
            hearing, parts.memory, parts.settings, client: client, clock: clock)
        let commands = parts.commands(
            hearing, state: state, api: settings.address,
            messages: { [client] in try await client.messages(in: $0, limit: Callbacks.mostLines) }
        ) {
            talk.listen()
            shards.ask(for: listeners.intents)
        } openAnswers: {
            desk.openReplies
        }
        let interactions = InteractionDesk(
            CommandDesk(commands, seal: try await seal, owners: { application.owners }),
            talker: CommandTalker(parts.responder, desk: desk, client: client, streams: settings.streams),
            client: client, clock: clock)
        try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask {
                try await shards.run()
                return .shards
            }
            group.addTask {
                await self.hear(shards.events, talk, interactions)
                return .hearing
            }
            group.addTask {
                await cancelWhenGracefulShutdown { await callbacks.run() }
                return .callbacks
            }
            group.addTask {
                await Self.answer(talk, interactions, of: application.id, by: desk, hearing.time)
                return .answers
            }
            defer { group.cancelAll() }
            // On a graceful shutdown the shards stop at once, and the answers when what was begun has been said.
            while let part = try await group.next(), part != .answers {}
        }
    }

    private enum Part { case shards, hearing, callbacks, answers }

    /// The desk goes on until both have said their last words.
    private static func answer(
        _ talk: DiscordTalk, _ interactions: InteractionDesk, of application: Snowflake, by desk: ReplyDesk,
        _ time: Timeline
    ) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                await Grace.run(for: Grace.answers + Grace.lastWords, time) { await desk.run() }
            }
            await Grace.run(for: Grace.answers, time) {
                await withDiscardingTaskGroup { answers in
                    answers.addTask { await talk.run() }
                    answers.addTask { await interactions.run(for: application) }
                }
            } stopping: {
                interactions.close()
                await talk.close()
            }
            group.cancelAll()
        }
    }

    private func lookAround() async throws -> (Application, GatewayBot) {
        async let gateway = untilReached { try await self.client.gateway() }
        let application = try await untilReached { try await self.client.application() }
        state.learns(application)
        return (application, try await gateway)
    }

    /// What is left when the bot stops comes again after the next start.
    private func hear(_ events: GatewayEvents, _ talk: DiscordTalk, _ commands: InteractionDesk) async {
        for await batch in events {
            for event in batch.events {
                guard !Task.isShuttingDownGracefully else { return }
                if case .interaction(let interaction) = event {
                    commands.take(interaction)
                } else {
                    await talk.take(event)
                }
                switch event {
                case .ready, .resumed: ready.continuation.yield()
                default: break
                }
                didTake(event)
            }
        }
    }

    private var rules: Attention.Rules {
        var rules = Attention.Rules()
        rules.prefix = settings.prefix
        rules.ignoredUsers = settings.ignoredUsers
        return rules
    }

    private static let wanted: Set<String> = [
        "READY", "RESUMED", "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK",
        "INTERACTION_CREATE",
        "GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
        "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE",
        "THREAD_LIST_SYNC", "GUILD_MEMBER_UPDATE",
    ]

    /// Whether some channel opted in to more than words; until then Discord is not asked for it.
    private var isListenedTo: Bool {
        get async {
            if !settings.ambientChannels.isEmpty { return true }
            do {
                return try await parts.settings.anybodyOptedIn()
            } catch {
                logger.error("only words are listened to", metadata: ["error": "\(error)"])
                return false
            }
        }
    }

    /// The fewest; the text of other people's messages only where the portal grants it.
    private func intents(of application: Application) -> Intents {
        for missing in PortalSwitch.missing(in: application) { logger.warning("\(missing.sentence)") }
        let always: Intents = [.guilds, .guildMessages, .directMessages]
        return application.grantsMessageContent ? always.union(.messageContent) : always
    }

    /// Discord may be out of reach when a server starts.
    private func untilReached<Answer>(_ ask: () async throws -> Answer) async throws -> Answer {
        var pause = Duration.seconds(1)
        while true {
            do {
                return try await ask()
            } catch let error as DiscordError where error.remedy == .later {
                state.isAway(because: "\(error)")
                logger.warning("Discord is not reached", metadata: ["error": "\(error)", "again": "\(pause)"])
                try await clock.sleep(for: pause)
                pause = min(pause * 2, .seconds(60))
            }
        }
    }
}

extension Application {
    /// Who runs the bot: its team, or whoever made it.
    fileprivate var owners: Set<Snowflake> {
        let team = team?.members.map(\.user.id) ?? []
        return Set(team.isEmpty ? [owner?.id].compactMap(\.self) : team)
    }
}
