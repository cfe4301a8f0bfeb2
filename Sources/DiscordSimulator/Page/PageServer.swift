import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

/// Serves ``SimulatorPage`` on a port of its own, on loopback.
package struct PageServer: Service {
    private let page: SimulatorPage
    private let port: Int
    private let started: @Sendable (Int) async -> Void

    /// - Parameters:
    ///   - share: the folder with `simulator/` and `web/static/`, which have the page's files.
    ///   - port: 0 takes a free one.
    ///   - started: called with the port once it is open.
    /// - Throws: ``PageFilesMissing``
    package init(
        _ world: World, share: String, port: Int = 0, clock: any Clock<Duration> = ContinuousClock(),
        started: @escaping @Sendable (_ port: Int) async -> Void = { _ in }
    ) throws {
        page = SimulatorPage(world: world, files: try PageFiles(share: share), clock: clock)
        self.port = port
        self.started = started
    }

    /// Serves until it is cancelled or the service group shuts down.
    package func run() async throws {
        var logger = Logger(label: "acore.simulator.page")
        // Being cancelled is how it ends, which is an error to Hummingbird.
        logger.logLevel = .critical
        let router = Router()
        page.addRoutes(to: router)
        try await Application(
            router: router, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in await started(channel.localAddress?.port ?? port) }, logger: logger
        ).run()
    }
}
