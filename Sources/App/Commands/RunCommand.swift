import ArgumentParser
import Engines
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

struct RunCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Starts the companion and its web page.")

    @Option(help: "The web page's port; 0 picks a free one.")
    var port: Int?

    func execute() async throws {
        var sources = SettingsLoader().sources()
        if let port {
            let entry = SettingEntry(text: "\(port)", origin: "--port")
            sources.insert(SettingSource(entries: [DashboardSettings.port.definition.name: entry]), at: 0)
        }
        let given = try SettingValues.checked(sources)
        let telemetry = beginTelemetry(LogSettings(given))
        defer { telemetry.flush() }
        for warning in given.warnings { Logger(label: "acore").warning("\(warning)") }
        OpenFiles.raiseLimit()
        try await withProgram(
            sources, as: .serve, registry: telemetry.registry, recentLog: telemetry.recentLog
        ) { program in
            try refuseTakenPort(program.settings.dashboard)
            try await run(program)
        }
    }

    private func run(_ program: Program) async throws {
        let services = try program.services { port in await Greeting(program: program, port: port).show() }
        var configuration = ServiceGroupConfiguration(
            // By type: a name made of the whole service takes a third of the start and would be logged.
            services: services.map { .init(service: $0, serviceName: "\(type(of: $0))") },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "acore"))
        // Half-said answers are kept; who hangs is not waited for.
        configuration.maximumGracefulShutdownDuration = .seconds(10)
        try await ServiceGroup(configuration: configuration).run()
    }

    private func refuseTakenPort(_ page: DashboardSettings) throws {
        guard page.port > 0, let holder = PortHolder.of(port: page.port, at: page.host) else { return }
        throw Refusal("Port \(page.port) is taken by \(holder). Stop it, or start with --port 0 for a free one.")
    }
}
