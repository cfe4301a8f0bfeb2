import AsyncHTTPClient
import Companion
import Discord
import DiscordModel
import DiscordSimulator
import Egress
import Foundation
import Inference
import Storage
import Telemetry
import Testing

@testable import Bot

/// The bot on a simulated Discord, with a scripted model.
struct BotJourney: Sendable {
    let demo: DemoWorld
    let simulator: Simulator
    let database: SQLiteDatabase
    let conversations: ConversationStore
    let learning: Learning
    let documents: DocumentLibrary
    let indexing: Indexing
    /// Of the simulator's REST.
    let address: String
    let makeBot: @Sendable () -> DiscordBot
    /// The same bot again, that remembers its sessions.
    let makeBotAgain: @Sendable (any Clock<Duration>) -> DiscordBot
    let dealt: Dealt
    var world: World { demo.world }

    /// Read once: it is long.
    private static let description = Result {
        try APIDescription(
            file: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../share/acore/discord/openapi.json"))
    }

    /// Runs the bot as long as `body` does.
    static func run(
        _ model: any LanguageModel, limits: GatewayLimits = GatewayLimits(),
        clock: any Clock<Duration> = ContinuousClock(),
        chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        optedIn: @escaping @Sendable (DemoWorld) -> Snowflake? = { $0.random },
        now: @escaping @Sendable () -> Date = { Date() },
        prepare: @escaping @Sendable (Simulator) -> Void = { _ in },
        _ body: @escaping @Sendable (BotJourney) async throws -> Void
    ) async throws {
        try await stage(model, limits: limits, clock: clock, chance: chance, optedIn: optedIn, now: now) { journey in
            prepare(journey.simulator)
            let bot = journey.makeBot()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bot.run() }
                try await bot.isReady()
                try await body(journey)
                group.cancelAll()
            }
        }
    }

    /// Everything but a running bot.
    static func stage(
        _ model: any LanguageModel, limits: GatewayLimits = GatewayLimits(), time: DiscordTime = DiscordTime(),
        clock: any Clock<Duration> = ContinuousClock(),
        chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
        optedIn: @escaping @Sendable (DemoWorld) -> Snowflake? = { $0.random },
        now: @escaping @Sendable () -> Date = { Date() },
        _ body: @escaping @Sendable (BotJourney) async throws -> Void
    ) async throws {
        let demo = World.demo(bot: "Wren", now: now)
        let database = SQLiteDatabase.inMemory()
        try await database.migrate(
            CompanionTables.migrations + ServerSettingsStore.migrations + SealKey.migrations)
        let share = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../share/acore")
        let facts = FactStore(database: database)
        let learning = Learning(facts)
        let linkCodes = LinkCodes()
        let documents = DocumentLibrary(
            store: DocumentStore(database: database),
            pdfText: { _ in throw Mistake("This test reads no PDF.") })
        let folder = DocumentFolder(path: "/nowhere/at/all", library: documents)
        let recall = Recall(database: database, embedder: nil)
        let indexing = Indexing(recall)
        let conversations = ConversationStore(database: database, didKeep: learning.didKeep)
        let personas = PersonaLibrary(
            shipped: share.appending(path: "personas").standardizedFileURL.path, own: nil)
        let lorebooks = LorebookStore(database: database, personas: personas)
        let responder = Responder(
            model: model, conversations: conversations, personas: personas, toolbox: Toolbox(), recall: recall,
            lorebooks: lorebooks,
            settings: { ReplySettings(persona: PersonaID(character: "assistant")) })
        let simulator = Simulator(
            demo.world, description: try description.get(), limits: limits,
            onViolation: { Issue.record("a wrong request: \($0)") })
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        do {
            try await Simulator.serving(simulator) { _, addresses in
                var settings = BotSettings(token: Secret(demo.token), address: addresses.rest)
                settings.ambientChannels = Set([optedIn(demo)].compactMap(\.self))
                let parts = BotParts(
                    responder: responder, conversations: conversations,
                    memory: TalkMemory(
                        summaries: Summaries(database: database, model: model, historyLimit: { 20 }),
                        recall: Recall(database: database, embedder: nil),
                        callbacks: Callbacks(database: database, model: model, zone: { .gmt }, now: now),
                        homeZone: { .gmt }),
                    privacy: Privacy(facts: facts, conversations: conversations),
                    links: IdentityLinks(database: database), linkCodes: linkCodes, lorebooks: lorebooks,
                    documents: documents,
                    documentFolder: folder, personas: personas,
                    settings: ServerSettingsStore(database: database),
                    egress: Egress(rules: EgressRules(besides: addresses.rest), agent: "test"),
                    sealKey: SealKey(database: database), house: .scripted(),
                    standardPersona: { PersonaID(character: "assistant") })
                let (bot, sessions, dealt) = (settings, InMemorySessionStore(), Dealt())
                try await body(
                    BotJourney(
                        demo: demo, simulator: simulator, database: database, conversations: conversations,
                        learning: learning, documents: documents, indexing: indexing,
                        address: addresses.rest,
                        makeBot: {
                            DiscordBot(
                                bot, http: http, sessions: InMemorySessionStore(), parts: parts, version: "test",
                                clock: clock, time: time, chance: chance)
                        },
                        makeBotAgain: { clock in
                            DiscordBot(
                                bot, http: http, sessions: sessions, parts: parts, version: "test", clock: clock,
                                time: time, chance: chance, didTake: { dealt.note($0) })
                        }, dealt: dealt))
            }
        } catch {
            try await http.shutdown()
            throw error
        }
        try await http.shutdown()
    }

    /// Waits for what the bot says.
    func answer(in channel: Snowflake, after earlier: Snowflake? = nil) async -> JSON? {
        let bot = demo.bot
        return await world.message(in: channel) { message in
            message["author"]?["id"]?.snowflake == bot && message["content"]?.string?.isEmpty == false
                && earlier.map { ($0) < (message["id"]?.snowflake ?? $0) } ?? true
        }
    }
}
