import AsyncHTTPClient
import Bot
import Companion
import Dashboard
import Engines
import Foundation
import Inference
import Logging
import ServiceLifecycle
import Storage
import Synchronization
import Telemetry

/// Everything put together, before anything runs.
struct Program: Sendable {
    let settings: Settings
    let live: LiveSettings
    let database: SQLiteDatabase
    let client: HTTPClient
    let thinking: Thinking
    let conversations: ConversationStore
    let learning: Learning
    let recall: Recall
    let indexing: Indexing
    let documents: DocumentLibrary
    let documentFolder: DocumentFolder
    let summaries: Summaries
    let lorebooks: LorebookStore
    let linkCodes = LinkCodes()
    let privacy: Privacy
    let personas: PersonaLibrary
    let responder: Responder
    let accounts: Accounts
    let registry: PrometheusRegistry
    let recentLog: RecentLog
    let startedAt = ContinuousClock.now
    let lastLatency: LastLatency

    /// Ends what runs outside of services. Call it once everything else has stopped.
    func shutdown() async throws {
        await thinking.shutdown()
        try await client.shutdown()
    }

    /// What `/` and `acore doctor` say of it.
    ///
    /// - Parameter discord: nil where it stays away from there.
    func status(discord: BotState? = nil) async -> StatusSnapshot {
        let spent = try? await DatabaseSpendLedger(database: database).spent(.everyone, day: today())  // shown as 0
        let engines = await thinking.states.all()
        let model = thinking.model.name
        return StatusSnapshot(
            version: Version.current, model: model,
            engines: engines.map { engine in
                // Its name stands beside it already.
                .init(name: engine.name == model ? "language model" : engine.name, state: engine.state)
            },
            tokensToday: spent?.tokens ?? 0, lastLatency: lastLatency.value, uptime: ContinuousClock.now - startedAt,
            discord: await discord?.report.summary)
    }

    var today: @Sendable () -> String { Self.today(live) }

    /// The day that budgets are counted by, in the configured time zone.
    static func today(_ live: LiveSettings) -> @Sendable () -> String {
        { Date().formatted(Date.ISO8601FormatStyle(timeZone: live.reply.timeZone).year().month().day()) }
    }
}

/// From the question to the first word of the last answer.
final class LastLatency: Sendable {
    private let latency = Mutex<Duration?>(nil)

    var value: Duration? { latency.withLock { $0 } }
    func note(_ answer: Answer) { latency.withLock { $0 = answer.firstText } }
}

extension BotState.Report {
    /// For the page.
    fileprivate var summary: StatusSnapshot.Discord {
        StatusSnapshot.Discord(
            state: state, name: name, serverCount: guildCount, latency: latency,
            missingSwitches: missingSwitches.map {
                .init(name: $0.name, consequence: $0.consequence, link: $0.link)
            })
    }

    private var state: EngineState {
        switch condition {
        case .ready: .ready
        case .connecting(let reason): .loading(reason ?? "connecting")
        case .ended(let sentence): .failed(sentence)
        }
    }
}
