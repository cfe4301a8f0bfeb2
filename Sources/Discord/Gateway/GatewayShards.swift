package import DiscordModel
package import Foundation
package import Logging
package import Metrics
import NIOPosix
import ServiceLifecycle
import Synchronization

/// The shards that this process runs, as one: their events, their commands, what is kept of their sessions.
package final class GatewayShards: Service {
    /// How often what changed is kept, and how often it is kept though nothing changed, so that its age is known.
    private static let keeping = Duration.seconds(1)
    private static let renewing = 15

    /// The events of all shards. For one reader.
    package let events: GatewayEvents

    private let settings: Mutex<GatewaySettings>
    /// Of the run that is under way: ends it when Discord is asked for more.
    private let wish = Mutex<AsyncStream<Void>.Continuation?>(nil)
    private let plan: ShardPlan
    private let bot: GatewayBot
    private let askAgain: (@Sendable () async throws -> GatewayBot)?
    private let members = MemberRequests()
    private let store: any SessionStore
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let metrics: any MetricsFactory
    private let gateways = Mutex<[Int: Gateway]>([:])
    private let shardCount = Mutex(1)

    /// - Parameters:
    ///   - bot: what `GET /gateway/bot` answered just now.
    ///   - askAgain: asks that anew, where Discord turns out to want more shards.
    ///   - events: where they go; nobody else may use it.
    package init(
        _ settings: GatewaySettings, plan: ShardPlan, bot: GatewayBot, store: any SessionStore,
        askAgain: (@Sendable () async throws -> GatewayBot)? = nil, events: GatewayEvents = GatewayEvents(),
        clock: any Clock<Duration> = ContinuousClock(), now: @escaping @Sendable () -> Date = { Date() },
        logger: Logger = Logger(label: "acore.gateway"), metrics: any MetricsFactory = MetricsSystem.factory
    ) {
        self.settings = Mutex(settings)
        self.plan = plan
        self.bot = bot
        self.askAgain = askAgain
        self.store = store
        self.events = events
        self.clock = clock
        self.now = now
        self.logger = logger
        self.metrics = metrics
    }

    /// Ends with its task or on graceful shutdown. Sessions are left so that a start soon after resumes them.
    /// - Throws: ``GatewayError/refused(_:)`` where Discord will not have one of them.
    package func run() async throws {
        defer { events.finish() }
        var bot = bot
        var resumes = true
        while true {
            do {
                guard try await run(as: bot, resumes: resumes) == .asksForMore else { return }
                bot = try await askAgain?() ?? bot
                resumes = false
            } catch GatewayError.tooFewShards(let sentence) {
                guard plan == .automatic, let askAgain else { throw GatewayError.refused(sentence) }
                let former = bot.shards
                bot = try await askAgain()
                // Should Discord recommend what it refuses.
                if bot.shards <= former { bot.shards = max(1, former) * 2 }
                guard bot.shards <= ShardPlan.countLimit else { throw GatewayError.refused(sentence) }
                logger.warning("more shards", metadata: ["before": "\(former)", "now": "\(bot.shards)"])
            }
        }
    }

    /// Logs in anew, where Discord is not asked for all of these yet: a session keeps its intents.
    package func ask(for intents: Intents) {
        let isNew = settings.withLock { settings in
            guard !settings.intents.isSuperset(of: intents) else { return false }
            settings.intents.formUnion(intents)
            return true
        }
        if isNew { wish.withLock { $0 }?.finish() }
    }

    private enum Ending { case stopped, asksForMore }

    private func run(as bot: GatewayBot, resumes: Bool) async throws -> Ending {
        guard let base = GatewayAddress(bot.url) else { throw GatewayError.badAddress }
        let shards = plan.shards(recommended: bot.shards)
        let wishes = AsyncStream.makeStream(of: Void.self)
        wish.withLock { $0 = wishes.continuation }
        let settings = settings.withLock(\.self)
        if !resumes { await forget(shards) }
        let sessions = await remembered(of: shards, bot.sessionStartLimit)
        let queue = IdentifyQueue(store, clock: clock, now: now, logger: logger, metrics: metrics)
        let gateways = shards.map { shard in
            Gateway(
                shard, settings, base: base, resuming: sessions[shard], output: events, queue: queue, members: members,
                on: MultiThreadedEventLoopGroup.singleton.next(), logger: logger, metrics: metrics)
        }
        shardCount.withLock { $0 = shards.first?.count ?? 1 }
        self.gateways.withLock { $0 = Dictionary(uniqueKeysWithValues: gateways.map { ($0.shard.index, $0) }) }
        defer { self.gateways.withLock { $0 = [:] } }
        return try await run(gateways, until: wishes.stream)
    }

    private func run(_ gateways: [Gateway], until wish: AsyncStream<Void>) async throws -> Ending {
        var ending = Ending.stopped
        do {
            ending = try await withThrowingTaskGroup(of: Ending.self) { group in
                group.addTask {
                    try await self.keepSessions()
                    return .stopped
                }
                group.addTask {
                    for await _ in wish {}
                    return Task.isCancelled ? .stopped : .asksForMore
                }
                for gateway in gateways {
                    group.addTask {
                        try await gateway.run()
                        return .stopped
                    }
                }
                defer { group.cancelAll() }
                // Gateways end only when all is to end.
                return try await group.next() ?? .stopped
            }
        } catch is CancellationError {
            logger.debug("gateway stopped")
        } catch {
            await keep(events.progress)
            throw error
        }
        await keep(events.progress)
        return ending
    }

    // MARK: Commands

    /// To the shard that a guild belongs to.
    package func send(_ command: GatewayCommand, for guild: Snowflake) async throws {
        try await send(command, toShard: Shard.index(of: guild, count: shardCount.withLock { $0 }))
    }

    package func send(_ command: GatewayCommand, toShard index: Int) async throws {
        guard let gateway = gateways.withLock({ $0[index] }) else { throw GatewayError.noSuchShard(index) }
        try await gateway.send(command)
    }

    /// Asks for members of a guild, of which Discord tells only some by itself.
    ///
    /// - Parameter users: the first 100 of them count.
    /// - Returns: those who are there; empty where Discord does not answer in time.
    /// - Throws: ``GatewayError``, ``GatewayCommandFault``.
    package func members(_ users: [Snowflake], of guild: Snowflake) async throws -> [Member] {
        let users = Array(users.prefix(MemberRequests.usersLimit))
        guard !users.isEmpty else { return [] }
        let (nonce, answer) = try members.begin()
        defer { members.end(nonce) }
        try await send(.members(guild: guild, .these(users), nonce: nonce), for: guild)
        return try await withThrowingTaskGroup(of: [Member].self) { group in
            group.addTask {
                for await members in answer { return members }
                return []
            }
            group.addTask { [clock] in
                try await clock.sleep(for: MemberRequests.patience)
                return []
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    /// By the shard's number.
    package var status: [Int: Gateway.Status] {
        get async {
            var status: [Int: Gateway.Status] = [:]
            for (index, gateway) in gateways.withLock({ $0 }) { status[index] = await gateway.status }
            return status
        }
    }

    // MARK: Memory

    /// The sessions that are young enough, and Discord's word on how many may be started, put into the book.
    private func remembered(of shards: [Shard], _ limit: SessionStartLimit) async -> [Shard: GatewaySession] {
        let age = settings.withLock(\.resumable)
        let time = now().millisecondsSince1970
        do {
            return try await store.update { memory in
                memory.ledger.learn(limit, at: time)
                return Dictionary(
                    uniqueKeysWithValues: shards.compactMap { shard in
                        memory.session(of: shard, youngerThan: age, at: time).map { (shard, $0) }
                    })
            }
        } catch {
            logger.error("sessions of the last run are lost", metadata: ["error": "\(error)"])
            return [:]
        }
    }

    private func forget(_ shards: [Shard]) async {
        events.forget(shards)
        do {
            try await store.update { memory in
                for shard in shards { memory.forget(shard) }
            }
        } catch {
            logger.error("sessions of the last run are still kept", metadata: ["error": "\(error)"])
        }
    }

    private func keepSessions() async throws {
        var kept: [Shard: GatewaySession] = [:]
        var round = 0
        while true {
            try await clock.sleep(for: Self.keeping)
            round += 1
            let progress = events.progress
            guard progress != kept || round % Self.renewing == 0 else { continue }
            await keep(progress)
            kept = progress
        }
    }

    private func keep(_ progress: [Shard: GatewaySession]) async {
        guard !progress.isEmpty else { return }
        let time = now().millisecondsSince1970
        do {
            try await store.update { memory in
                for (shard, session) in progress { memory.keep(session, of: shard, at: time) }
                memory.forget(olderThan: .seconds(3_600), at: time)
            }
        } catch {
            logger.error("sessions are not kept", metadata: ["error": "\(error)"])
        }
    }
}
