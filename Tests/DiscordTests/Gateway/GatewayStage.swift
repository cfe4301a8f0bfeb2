import Discord
import DiscordModel
import DiscordSimulator
import Foundation
import Synchronization
import NIOCore
import NIOSSL
import Telemetry
import TestSupport
import Testing

/// A simulated Discord whose gateway runs as long as a test needs it.
struct GatewayStage: Sendable {
    let demo: DemoWorld
    let gateway: DiscordSimulator.Gateway
    /// The bot's; it passes when a test says so.
    let time = ManualLoopTime()

    var world: World { demo.world }

    static func run(
        limits: GatewayLimits = GatewayStage.hurried, switches: SimulatedIntents = .privileged,
        tls: NIOSSLContext? = nil, _ body: @Sendable (GatewayStage) async throws -> Void
    ) async throws {
        let demo = World.demo(switches: switches)
        let gateway = DiscordSimulator.Gateway(world: demo.world, limits: limits)
        let listener = try await GatewayListener.bind(gateway) { channel in
            guard let tls else { return }
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
        }
        if tls != nil { gateway.url = "wss://localhost:\(listener.port)" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listener.run() }
            defer { group.cancelAll() }
            try await body(GatewayStage(demo: demo, gateway: gateway))
        }
    }

    /// Runs the bot's shards while `body` listens.
    /// - Returns: why they ended, if not because of the test.
    @discardableResult
    func listen(
        _ compression: GatewayCompression = .zstd, plan: ShardPlan = .automatic,
        store: any SessionStore = InMemorySessionStore(), events: GatewayEvents = GatewayEvents(),
        intents: Intents = [.guilds, .guildMessages, .guildVoiceStates, .messageContent],
        recommended: GatewayBot? = nil,
        adjusting adjust: (inout GatewaySettings) -> Void = { _ in },
        _ body: (Ear) async throws -> Void
    ) async throws -> GatewayError? {
        var settings = GatewaySettings(
            token: Secret(demo.token), intents: intents,
            wanted: ["READY", "RESUMED", "GUILD_CREATE", "MESSAGE_CREATE", "VOICE_STATE_UPDATE"])
        settings.compression = compression
        settings.timing = .unhurried
        settings.time = time
        adjust(&settings)
        let shards = GatewayShards(
            settings, plan: plan, bot: try recommended ?? bot(), store: store, askAgain: { try bot() },
            events: events, now: Self.hurriedDate())
        return try await withThrowingTaskGroup(of: GatewayError?.self) { group in
            group.addTask {
                do {
                    try await shards.run()
                    return nil
                } catch let error as GatewayError {
                    return error
                }
            }
            defer { group.cancelAll() }
            try await body(Ear(shards))
            group.cancelAll()
            return try await group.next() ?? nil
        }
    }

    func say(_ text: String) { world.say(text, as: demo.ada, in: demo.general) }

    /// As REST would answer.
    /// Lets time pass until the bot has connected more often than before, as it does when it notices that a
    /// connection is dead.
    func reconnected(moreOftenThan before: Int) async throws {
        try await waitUntil {
            gateway.counts.connections > before
        } nudging: {
            time.advance(by: limits.heartbeatInterval / 4)
        }
    }

    /// Says it again and again while time passes, until `body` has heard it.
    func repeating(_ text: String, until body: () async -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                repeat {
                    say(text)
                    time.advance(by: limits.heartbeatInterval / 4)
                } while (try? await Task.sleep(for: .milliseconds(20))) != nil  // it was heard
            }
            await body()
            group.cancelAll()
        }
    }

    private var limits: GatewayLimits { gateway.limits }

    func bot() throws -> GatewayBot { try GatewayBot(json: gateway.botGateway(of: demo.bot).bytes) }

    /// No pause between logins; heartbeats are the test's to watch.
    static let hurried: GatewayLimits = {
        var limits = GatewayLimits()
        limits.identifyInterval = .zero
        limits.patience = 1_000
        return limits
    }()

    /// Passes the ledger's pauses: each look at it is 6 s later.
    private static func hurriedDate() -> @Sendable () -> Date {
        let looks = Mutex(0.0)
        return {
            looks.withLock { looks in
                looks += 1
                return Date(timeIntervalSince1970: 1_790_000_000 + looks * 6)
            }
        }
    }
}

/// What the bot hears.
final class Ear {
    let shards: GatewayShards
    private var iterator: GatewayEvents.AsyncIterator
    private var waiting: [GatewayEvent] = []

    init(_ shards: GatewayShards) {
        self.shards = shards
        iterator = shards.events.makeAsyncIterator()
    }

    /// Nil when it is over.
    func next() async -> GatewayEvent? {
        while waiting.isEmpty {
            guard let batch = await iterator.next() else { return nil }
            waiting = batch.events
        }
        return waiting.removeFirst()
    }

    /// Until the bot knows its guild.
    func welcome() async {
        while let event = await next() { if case .guildCreated = event { return } }
    }

    /// What was said, up to and with `last`.
    func texts(until last: String) async -> [String] {
        var texts: [String] = []
        while let event = await next() {
            guard case .messageCreated(let message) = event else { continue }
            texts.append(message.content)
            if message.content == last { break }
        }
        return texts
    }
}
