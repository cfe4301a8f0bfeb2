package import DiscordModel
import Logging
import Metrics
import NIOCore
import ServiceLifecycle
import Synchronization

/// One shard on the gateway, for as long as it runs. Its events go to ``GatewayEvents``.
package final class Gateway: Service {
    /// How it goes now.
    package struct Status: Sendable, Equatable {
        package var isLive = false
        package var latency: Duration?
    }

    package let shard: Shard
    private let settings: GatewaySettings
    private let base: GatewayAddress
    private let output: GatewayEvents
    private let session: GatewaySession?
    private let queue: IdentifyQueue
    private let members: MemberRequests
    private let loop: any EventLoop
    private let logger: Logger
    private let metrics: any MetricsFactory
    private let driver = Mutex<NIOLoopBound<GatewayDriver>?>(nil)

    /// - Parameter session: to be resumed.
    init(
        _ shard: Shard, _ settings: GatewaySettings, base: GatewayAddress, resuming session: GatewaySession?,
        output: GatewayEvents, queue: IdentifyQueue, members: MemberRequests, on loop: any EventLoop,
        logger: Logger, metrics: any MetricsFactory
    ) {
        self.shard = shard
        self.settings = settings
        self.base = base
        self.session = session
        self.output = output
        self.queue = queue
        self.members = members
        self.loop = loop
        var logger = logger
        logger[metadataKey: "shard"] = "\(shard)"
        self.logger = logger
        self.metrics = metrics
    }

    /// Ends with its task or on graceful shutdown, leaving a session that can be resumed.
    /// - Throws: ``GatewayError/refused(_:)``, ``GatewayError/tooFewShards(_:)``.
    package func run() async throws {
        // A connection asks for one thing at a time, and what it asked before is of no use any more.
        let (requests, inbox) = AsyncStream.makeStream(
            of: GatewayDriver.Request.self, bufferingPolicy: .bufferingNewest(4))
        let driver = try await loop.submit { self.makeDriver { inbox.yield($0) } }.get()
        self.driver.withLock { $0 = driver }
        defer { self.driver.withLock { $0 = nil } }
        defer { loop.execute { driver.value.handle(.stop) } }
        try await withTaskCancellationOrGracefulShutdownHandler {
            loop.execute { driver.value.handle(.start) }
            for await request in requests {
                guard try await answer(request, driver) else { return }
            }
        } onCancelOrGracefulShutdown: {
            inbox.finish()
        }
    }

    /// Whether it goes on.
    private func answer(_ request: GatewayDriver.Request, _ driver: NIOLoopBound<GatewayDriver>) async throws -> Bool {
        switch request {
        case .stop(let error): throw error
        case .identify(let generation):
            guard let leave = try? await queue.leave(for: shard) else { return false }  // cancelled
            loop.execute {
                switch leave {
                case .now: driver.value.handle(.mayIdentify(generation))
                case .later(let pause): driver.value.handle(.mayNotIdentify(generation, for: pause))
                }
            }
            return true
        }
    }

    private func makeDriver(ask: @escaping (GatewayDriver.Request) -> Void) -> NIOLoopBound<GatewayDriver> {
        let machine = GatewayStateMachine(
            base: base, intents: settings.intents, resuming: session, timing: settings.timing,
            chance: { .random(in: 0...1) })
        let driver = GatewayDriver(
            settings,
            identity: GatewayIdentity(intents: settings.intents, shard: shard, presence: settings.presence),
            machine: machine, output: output, members: members, on: loop, logger: logger,
            metrics: GatewayMetrics(shard: shard, wanted: settings.wanted, factory: metrics), ask: ask)
        return NIOLoopBound(driver, eventLoop: loop)
    }

    /// Sends as soon as the session lives and Discord's limit of 120 in a minute allows it.
    /// - Throws: ``GatewayCommandFault``, ``GatewayError/ended``.
    package func send(_ command: GatewayCommand) async throws {
        guard let driver = driver.withLock({ $0 }) else { throw GatewayError.ended }
        try await loop.submit { try driver.value.send(command) }.get()
    }

    package var status: Status {
        get async {
            guard let driver = driver.withLock({ $0 }) else { return Status() }
            let status = loop.submit { Status(isLive: driver.value.isLive, latency: driver.value.latency) }
            // A loop that has ended has nothing to tell.
            return (try? await status.get()) ?? Status()
        }
    }
}
