import AsyncHTTPClient
import Bot
import Companion
import Dashboard
import Discord
import DiscordModel
import Egress
import Engines
import Foundation
import Inference
import Logging
import ServiceLifecycle
import Storage
import Telemetry

/// Puts the program together, uses it, and always ends it.
func withProgram<Value>(
    _ sources: [SettingSource], as use: DataLock.Use, registry: PrometheusRegistry, recentLog: RecentLog = RecentLog(),
    _ work: (Program) async throws -> Value
) async throws -> Value {
    let places = Places(try SettingValues.checked(sources))
    return try await withDatabase(places, as: use) { database in
        let program = try await assemble(sources, places, database, registry: registry, recentLog: recentLog)
        return try await ending(after: { try await work(program) }) { try await program.shutdown() }
    }
}

/// Puts the whole program together: settings → database → engines and wrappers → responder.
/// The only place where concrete engines meet the rest.
private func assemble(
    _ sources: [SettingSource], _ places: Places, _ database: SQLiteDatabase, registry: PrometheusRegistry,
    recentLog: RecentLog
) async throws -> Program {
    guard let share = places.share else {
        throw Refusal(
            "The shipped files (share/acore) are not beside the program. Unpack the whole archive, or set ACORE_SHARE.",
            exitCode: 78)
    }
    let personas = PersonaLibrary(shipped: share.appending(path: "personas").path, own: places.ownPersonas.path)
    let live = try await LiveSettings(fixed: sources, store: SettingsStore(database: database)) {
        _ = try personas.persona($0)
    }
    let settings = Settings(live.values)
    recentLog.hide(live.values.secrets)
    do {
        _ = try personas.persona(live.reply.persona)
    } catch {
        // Its file may still come; until then everybody who chose nobody is told.
        Logger(label: "acore").warning("CHARACTER or FRAMEWORK: \(error)")
    }

    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: .engines)
    let thinking = Thinking(
        settings.models, places: places, client: client, ledger: DatabaseSpendLedger(database: database),
        chosen: { live.provider }, limits: { live.budget }, today: Program.today(live))

    let marks = try PrivacyMarks(LineFile(places.privacyMarks.path))
    let facts = FactStore(database: database, marks: marks)
    let learning = Learning(facts)
    let remembering = Remembering(places, settings.memory)
    if let missing = remembering.missing { Logger(label: "acore.recall").notice("\(missing)") }
    let embedder = remembering.embedder(client)
    let recall = Recall(database: database, embedder: embedder)
    let lorebooks = LorebookStore(
        database: database, personas: personas, folder: places.lorebooks.path, embedder: embedder)
    let indexing = Indexing(recall)
    let documents = DocumentLibrary(database: database) { indexing.wake() }
    let conversations = ConversationStore(
        database: database,
        didForget: {
            thinking.forget()
            indexing.wake()
        },
        didKeep: {
            learning.didKeep()
            indexing.wake()
        })
    let summaries = Summaries(
        database: database, model: thinking.model, historyLimit: { live.reply.historyLimit })
    let lastLatency = LastLatency()
    let responder = Responder(
        model: thinking.model, conversations: conversations, personas: personas, toolbox: Toolbox(), recall: recall,
        lorebooks: lorebooks, settings: { live.reply }, didAnswer: { lastLatency.note($0) })

    return Program(
        settings: settings, live: live, database: database, client: client, thinking: thinking,
        conversations: conversations, learning: learning, recall: recall, indexing: indexing,
        documents: documents, documentFolder: DocumentFolder(path: places.documents.path, library: documents),
        summaries: summaries, lorebooks: lorebooks,
        privacy: Privacy(facts: facts, conversations: conversations, marks: marks), personas: personas,
        responder: responder,
        accounts: Accounts(database: database), registry: registry, recentLog: recentLog,
        lastLatency: lastLatency)
}

extension Program {
    /// Everything that runs beside each other, until the program stops. Stopped in reverse order.
    func services(started: @escaping @Sendable (Int) async -> Void) throws -> [any Service] {
        let bot = discordBot
        let dashboard = try DashboardServer(
            settings.dashboard.configuration(webFiles: settings.places.share?.appending(path: "web").path ?? ""),
            parts: DashboardParts(
                responder: responder, conversations: conversations, database: database, accounts: accounts,
                personas: { [self] in personaChoices }, status: liveStatus(bot?.state),
                settings: live.desk,
                memory: MemoryParts(
                    facts: FactStore(database: database), privacy: privacy, links: IdentityLinks(database: database),
                    codes: linkCodes, recall: recall)),
            logger: Logger(label: "acore.dashboard"), started: started)
        let backups: [any Service] = HourlyBackups(of: database).map { [$0] } ?? []
        return thinking.services + backups + [
            learning, indexing, documentFolder, dailySweep,
            Summarising(summaries) { [live] in live.values[MemorySettings.summarizes] }, PersonaWatch(personas),
            LoreWatch(lorebooks),
            PendingAnswers(responder: responder, start: Date()), dashboard,
        ] + (bot.map { [$0] } ?? [])
    }

    /// Nil where it stays away from Discord.
    private var discordBot: DiscordBot? { settings.discord.bot.map { bot($0) } }

    /// - Parameter didTake: told of every event that it has dealt with.
    func bot(_ wishes: BotSettings, didTake: @escaping @Sendable (GatewayEvent) -> Void = { _ in }) -> DiscordBot {
        DiscordBot(
            wishes, http: client, sessions: FileSessionStore(path: settings.places.discordSessions.path),
            parts: BotParts(
                responder: responder, conversations: conversations,
                memory: TalkMemory(
                    summaries: summaries, recall: recall,
                    callbacks: Callbacks(
                        database: database, model: thinking.model, zone: { [live] in live.reply.timeZone }),
                    homeZone: { [live] in live.reply.timeZone }),
                privacy: privacy,
                links: IdentityLinks(database: database), linkCodes: linkCodes, lorebooks: lorebooks,
                documents: documents,
                documentFolder: documentFolder, personas: personas,
                settings: ServerSettingsStore(database: database),
                egress: Egress(rules: EgressRules(besides: wishes.address), agent: "Acore/\(Version.current)"),
                sealKey: SealKey(database: database), house: house,
                standardPersona: { [live] in live.reply.persona }
            ),
            version: Version.current, didTake: didTake)
    }

    /// The one who answers where nobody was chosen comes first.
    private var personaChoices: [PersonaSummary] {
        let first = live.reply.persona.character
        let all = personas.all
        return all.filter { $0.id == first } + all.filter { $0.id != first }
    }

    private func liveStatus(_ discord: BotState?) -> LiveStatus {
        LiveStatus(
            isReady: { [states = thinking.states] in !states.isLoading },
            snapshot: { await self.status(discord: discord) },
            metrics: { [registry] in registry.render() })
    }
}

/// Answers what was left unanswered when the program stopped.
private struct PendingAnswers: Service {
    let responder: Responder
    let start: Date

    func run() async throws {
        await cancelWhenGracefulShutdown {
            do {
                // Who talks in a terminal beside us is being answered there; who left it reads no more.
                // On Discord the bot answers where it was asked.
                try await responder.answerPending(saidBefore: start) {
                    $0.id != TerminalChat.place.id && !$0.isDiscord
                }
            } catch is CancellationError {
                return
            } catch {
                Logger(label: "acore").error("waiting turns were not answered", metadata: ["error": "\(error)"])
            }
        }
        try await gracefulShutdown()
    }
}
