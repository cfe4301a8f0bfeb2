import Discord
import DiscordModel
import DiscordSimulator
import Foundation
import Inference
import Metrics
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Bot
@testable import Companion

/// The bot on a simulated Discord in which something goes wrong: it must be alive after it, have said nothing twice,
/// have kept what it was told, and have told its operator once.
struct FaultJourney: Sendable {
    /// How the operator learns what went wrong: one line, one count.
    struct Trace: Sendable {
        var message: String
        var metadata: [String: String] = [:]
        /// As Prometheus gets it.
        var metric: String
        var isLoud = true

        static func gateway(_ kind: String, isLoud: Bool = true) -> Trace {
            Trace(
                message: "gateway", metadata: ["fault": kind],
                metric: #"acore_gateway_faults_total{kind="\#(kind)"} 1"#, isLoud: isLoud)
        }
    }

    let bot: BotJourney
    let log: RecordedLog
    let metrics: PrometheusRegistry
    /// Of the gateway's client; it passes when a test says so.
    let time: ManualLoopTime
    /// Of requests: short waits are passed over.
    let requests: SkippingClock

    /// The calendar that logins are written down by.
    let date: JumpingDate

    /// - Parameters:
    ///   - model: repeats what it was told, if nothing else is said.
    ///   - resumeURL: what READY says, if not the truth.
    ///   - worldDate: the simulated Discord's own; nil is today's.
    /// - Returns: what the bot ended with, if it did before `body`.
    @discardableResult
    static func run(
        _ model: any LanguageModel = ScriptedLanguageModel.echo, resumeURL: String? = nil,
        worldDate: JumpingDate? = nil, _ body: @escaping @Sendable (FaultJourney) async throws -> Void
    ) async throws -> GatewayError? {
        let end = Mutex<GatewayError?>(nil)
        // Who has to log in twice, as on a busy machine it may, need not wait for a date that stands still.
        try await stage(model, worldDate: worldDate, pace: 6) { journey in
            if let resumeURL { journey.gateway.resumeURL = resumeURL }
            let discord = journey.bot.makeBot()
            let early = try await journey.playing(discord) {
                try await discord.isReady()
                try await body(journey)
            }
            end.withLock { $0 = early }
        }
        return end.withLock(\.self)
    }

    /// Everything but a bot.
    ///
    /// - Parameter pace: how much later it is each time the bot looks at the calendar for its logins.
    static func stage(
        _ model: any LanguageModel = ScriptedLanguageModel.echo, worldDate: JumpingDate? = nil,
        pace: TimeInterval = 0, _ body: @escaping @Sendable (FaultJourney) async throws -> Void
    ) async throws {
        let (log, metrics) = (RecordedLog(), PrometheusRegistry())
        let (time, requests) = (ManualLoopTime(), SkippingClock())
        let date = JumpingDate { Date(timeIntervalSince1970: 1_790_000_000) }
        var surroundings = DiscordTime()
        surroundings.gateway = time
        surroundings.timing = .unhurried
        surroundings.date = {
            date.jump(by: pace)
            return date.now
        }
        surroundings.requests = requests
        try await log.recording { [surroundings] in
            try await withMetricsFactory(metrics) {
                try await BotJourney.stage(
                    model, limits: limits, time: surroundings, now: { worldDate?.now ?? Date() }
                ) { bot in
                    try await body(
                        FaultJourney(
                            bot: bot, log: log, metrics: metrics, time: time, requests: requests, date: date))
                }
            }
        }
    }

    /// Until `body` is done, or the bot gives up.
    @discardableResult
    func playing(_ discord: DiscordBot, _ body: @escaping @Sendable () async throws -> Void) async throws
        -> GatewayError?
    {
        try await withThrowingTaskGroup(of: GatewayError?.self) { group in
            group.addTask {
                do {
                    try await discord.run()
                    return nil
                } catch let error as GatewayError {
                    return error
                }
            }
            group.addTask {
                try await body()
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// Heartbeats are the test's to watch, logins need not wait.
    private static let limits: GatewayLimits = {
        var limits = GatewayLimits()
        limits.identifyInterval = .zero
        limits.patience = 1_000
        return limits
    }()

    var world: World { bot.world }
    var demo: DemoWorld { bot.demo }
    var gateway: DiscordSimulator.Gateway { bot.simulator.gateway }

    // MARK: Acts

    /// Does it to the connection, late enough after the last login that another one is allowed.
    func strike(_ fault: GatewayFault) {
        date.jump(by: 6)
        gateway.strike(fault)
    }

    /// Says it to the bot.
    @discardableResult
    func ask(_ text: String, in channel: Snowflake? = nil) -> Snowflake {
        world.say("<@\(demo.bot)> \(text)", as: demo.ada, in: channel ?? demo.general)
    }

    /// Waits for the bot's message with this text.
    func hear(_ text: String, in channel: Snowflake? = nil) async {
        let bot = demo.bot
        _ = await world.message(in: channel ?? demo.general) {
            $0["author"]?["id"]?.snowflake == bot && $0["content"]?.string == text
        }
    }

    /// Waits until the bot has registered its commands.
    func commandsAreThere() async throws {
        try await waitUntil { !world.commands(of: demo.bot, in: demo.general).isEmpty }
    }

    /// Lets the gateway's time pass until the bot has connected more often than before.
    func reconnected(moreOftenThan before: Int) async throws {
        try await waitUntil {
            gateway.counts.connections > before
        } nudging: {
            time.advance(by: gateway.limits.heartbeatInterval / 4)
        }
    }

    /// Waits until that has been noticed, then until the bot is back.
    func reconnected(moreOftenThan before: Int, because fault: String) async throws {
        try await waitUntil { log.lines.contains { $0.metadata["fault"] == fault } }
        try await reconnected(moreOftenThan: before)
    }

    // MARK: What must hold

    /// The bot answers; each of these was answered once, in its words; all that was said is kept.
    func livesOn(
        having answered: [String] = [], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        ask("still there?")
        await hear("Heard: still there?")
        for text in answered + ["still there?"] {
            let answers = said.filter { $0 == "Heard: \(text)" }
            #expect(answers.count == 1, "\(text): \(said)", sourceLocation: sourceLocation)
        }
        let wanted = (answered + ["still there?"]).flatMap { [$0, "Heard: \($0)"] }
        // The answer is kept after it was shown.
        try await waitUntil { Set(try await kept()).isSuperset(of: wanted) }
    }

    /// What the bot has said in the channel.
    var said: [String] {
        world.messages(in: demo.general)
            .filter { $0["author"]?["id"]?.snowflake == demo.bot }.compactMap { $0["content"]?.string }
    }

    func kept() async throws -> [String] { try await turns().map(\.text) }

    func turns() async throws -> [KeptTurn] {
        try await bot.conversations.history(of: Place.discord(demo.general, .text).id, limit: 50)
    }

    /// It was told once, in one line and one number, and nothing else was.
    func isTold(_ trace: Trace, sourceLocation: SourceLocation = #_sourceLocation) {
        let told = log.lines.filter { line in
            line.message == trace.message
                && trace.metadata.allSatisfy { line.metadata[$0.key]?.contains($0.value) == true }
        }
        #expect(told.count == 1, "\(log.loud)", sourceLocation: sourceLocation)
        #expect(
            log.loud.count == (trace.isLoud ? 1 : 0), "\(log.loud)", sourceLocation: sourceLocation)
        let counts = metrics.render().split(separator: "\n")
        #expect(
            counts.contains { $0 == trace.metric },
            "\(counts.filter { $0.hasPrefix(trace.metric.prefix { $0 != "{" && $0 != " " }) })",
            sourceLocation: sourceLocation)
    }
}

extension ScriptedLanguageModel {
    /// `Ada: hello` → `Heard: hello`
    static var echo: ScriptedLanguageModel { ScriptedLanguageModel { .text(echo(of: $0)) } }

    static func echo(of prompt: Prompt) -> String {
        // What was not answered before stands above it.
        let text = prompt.messages.last { $0.role == .user }?.text.split(separator: "\n").last ?? ""
        return "Heard: " + (text.split(separator: ": ", maxSplits: 1).last ?? "")
    }
}
