import DiscordModel
package import Foundation
import NIOCore
import ServiceLifecycle

/// A Discord on loopback: REST, files and gateway over one ``World``.
///
/// In tests: `try await Simulator.serving(world) { simulator in … }`.
package final class Simulator: Service {
    package let world: World
    package let rest: REST
    package let gateway: Gateway
    package let faults: Faults

    private let clock: any Clock<Duration>
    private let host: String
    private let restPort: Int
    private let gatewayPort: Int
    private let opened = AsyncStream.makeStream(of: Addresses.self)

    /// Where clients find it.
    package struct Addresses: Sendable {
        /// `http://127.0.0.1:4000/api/v10`
        package let rest: String
        /// `ws://127.0.0.1:4001`
        package let gateway: String
        /// `http://127.0.0.1:4000`, which files' addresses begin with.
        package let cdn: String
    }

    /// - Parameters:
    ///   - description: Discord's, from `share/acore/discord/openapi.json`; requests are checked against it.
    ///   - checksAnswers: the simulator's own answers are checked, too.
    ///   - host: stays on loopback unless somebody asks for another.
    ///   - restPort: 0 takes a free one, as does `gatewayPort`.
    ///   - now: the world's time: deadlines, limits and ids follow it. Must be the world's own.
    ///   - onViolation: called for each request that is not what the description says.
    package init(
        _ world: World, description: APIDescription? = nil, checksAnswers: Bool = false,
        limits: GatewayLimits = GatewayLimits(), host: String = "127.0.0.1", restPort: Int = 0,
        gatewayPort: Int = 0,
        now: @escaping @Sendable () -> Date = { Date() }, clock: any Clock<Duration> = ContinuousClock(),
        onViolation: @escaping @Sendable (Violation) -> Void = { _ in }
    ) {
        self.world = world
        self.clock = clock
        self.host = host
        self.restPort = restPort
        self.gatewayPort = gatewayPort
        faults = Faults()
        let gateway = Gateway(world: world, limits: limits, faults: faults, clock: clock)
        self.gateway = gateway
        rest = REST(
            world: world, description: description, checksAnswers: checksAnswers,
            gateway: { gateway.botGateway(of: $0) }, now: now, onViolation: onViolation)
    }

    /// Serves until it is cancelled or the service group shuts down.
    package func run() async throws {
        let listener = try await GatewayListener.bind(gateway, host: host, port: gatewayPort)
        let front = RESTListener(rest: rest, faults: faults, clock: clock, host: host, port: restPort)
        try await cancelWhenGracefulShutdown { [self] in
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await listener.run() }
                group.addTask { [self] in await keepTime() }
                group.addTask {
                    try await front.run { [self] port in announce(port, gatewayPort: listener.port) }
                }
                try await group.next()
            }
        }
    }

    private func keepTime() async {
        // Cancelled, it is over.
        while (try? await clock.sleep(for: .seconds(1))) != nil { world.passTime() }
    }

    private func announce(_ port: Int, gatewayPort: Int) {
        let root = "http://\(host):\(port)"
        world.change { $0.cdn = root }
        opened.continuation.yield(
            Addresses(rest: "\(root)/api/v10", gateway: "ws://\(host):\(gatewayPort)", cdn: root))
    }

    /// Waits until both sockets are open. Once for each simulator; nil when its task is cancelled before.
    package func addresses() async -> Addresses? {
        for await addresses in opened.stream { return addresses }
        return nil
    }

    /// Runs it for as long as `body` does.
    package static func serving<Result: Sendable>(
        _ simulator: Simulator, _ body: @Sendable (Simulator, Addresses) async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { try await simulator.run() }
            guard let addresses = await simulator.addresses() else { throw CancellationError() }
            return try await body(simulator, addresses)
        }
    }
}
