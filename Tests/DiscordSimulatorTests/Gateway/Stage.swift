import DiscordModel
import DiscordSimulator

/// A small world with a gateway that runs as long as the test needs it.
struct Stage: Sendable {
    let demo: DemoWorld
    let gateway: Gateway

    var world: World { demo.world }

    static func run<Result: Sendable>(
        limits: GatewayLimits = GatewayLimits(), switches: SimulatedIntents = .privileged,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: @Sendable (Stage) async throws -> Result
    ) async throws -> Result {
        let demo = World.demo(switches: switches)
        let gateway = Gateway(world: demo.world, limits: limits, clock: clock)
        let listener = try await GatewayListener.bind(gateway)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await listener.run() }
            defer { group.cancelAll() }
            return try await body(Stage(demo: demo, gateway: gateway))
        }
    }

    func connect<Result>(
        _ compression: GatewayCompression = .none, query: String = "v=10&encoding=json",
        _ body: (RawClient) async throws -> Result
    ) async throws -> Result {
        try await RawClient.connect(to: gateway, compression, query: query, body)
    }

    /// Connects and logs in; `body` gets READY.
    func logIn<Result>(
        intents: SimulatedIntents = .known, shard: [Int]? = nil, _ compression: GatewayCompression = .none,
        _ body: (RawClient, _ ready: JSON) async throws -> Result
    ) async throws -> Result {
        try await connect(compression) { client in
            _ = try await client.payload(op: 10)
            try await client.identify(demo.token, intents: intents, shard: shard)
            return try await body(client, try await client.event("READY"))
        }
    }

    /// No pause between logins.
    static let hurried: GatewayLimits = {
        var limits = GatewayLimits()
        limits.identifyInterval = .zero
        return limits
    }()
}
