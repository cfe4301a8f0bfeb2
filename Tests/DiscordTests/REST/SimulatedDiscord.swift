import AsyncHTTPClient
import DiscordModel
import Foundation
import NIOPosix
import Synchronization
import Telemetry
import Testing

@testable import Discord
@testable import DiscordSimulator

/// A client on a simulated Discord that checks each request against Discord's description of its API.
struct SimulatedDiscord: Sendable {
    let client: DiscordClient
    let demo: DemoWorld
    let simulator: Simulator

    /// Read once: it is long.
    fileprivate static let description = Result {
        try APIDescription(
            file: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../../share/acore/discord/openapi.json"))
    }

    /// What came, as `429 POST /channels/{channel_id}/messages`.
    var log: [String] { simulator.rest.requests.map { "\($0.status) \($0.method) \($0.route)" } }
}

/// Fails for each request that is not what Discord's description says.
func withSimulatedDiscord(
    settings change: @Sendable (inout DiscordClient.Settings) -> Void = { _ in },
    clock: any Clock<Duration> = ContinuousClock(), date: @escaping @Sendable () -> Date = { Date() },
    _ test: @escaping @Sendable (SimulatedDiscord) async throws -> Void
) async throws {
    let demo = World.demo(now: date)
    let violations = Mutex<[String]>([])
    let simulator = Simulator(
        demo.world, description: try SimulatedDiscord.description.get(), now: date,
        onViolation: { violation in violations.withLock { $0.append("\(violation)") } })
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.connectionPool.retryConnectionEstablishment = false
    let http = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
    var settings = DiscordClient.Settings(token: Secret(demo.token), version: "1.0")
    settings.retries.first = .milliseconds(1)
    settings.timeLimit = .seconds(600)  // of a busy machine
    change(&settings)
    let result: Result<Void, any Error>
    do {
        try await Simulator.serving(simulator) { [settings] simulator, addresses async throws in
            var settings = settings
            settings.baseURL = addresses.rest
            let client = DiscordClient(settings, http: http, clock: clock)
            try await test(SimulatedDiscord(client: client, demo: demo, simulator: simulator))
            await client.close()
        }
        result = .success(())
    } catch {
        result = .failure(error)
    }
    try await http.shutdown()
    #expect(violations.withLock { $0 } == [])
    try result.get()
}
