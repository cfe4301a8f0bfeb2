import Bot
import DiscordModel
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

/// The stand-in for Discord that a bench runs against, as its environment says, and the settings for it.
struct BenchPlace {
    /// Of its gateway, its REST API and its model: all on this machine.
    let port: Int
    /// `zlib`, `zstd` or `plain`.
    let mode: String
    /// Servers the bot is in, and how many events follow.
    let guilds: Int
    let events: Int
    let mix: String
    private let data: URL
    /// It was there before, and stays.
    private let keepsData: Bool
    private let given: [String: String]

    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) {
        func number(_ name: String, _ standard: Int) -> Int { environment[name].flatMap { Int($0) } ?? standard }
        port = number("PORT", 18_080)
        mode = environment["MODE"] ?? "zlib"
        guilds = number("GUILDS", 1_000)
        events = number("N", 100_000)
        mix = environment["MIX"] ?? "mixed"
        let kept = environment[Places.data.definition.name]
        keepsData = kept != nil
        // What a disk needs to be sure is not our share.
        let memory = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        data = URL(filePath: kept ?? "\(memory)/acore-bench-\(getpid())")
        given = environment.filter { [Places.share.definition.name, Places.home.definition.name].contains($0.key) }
    }

    private var compression: GatewayCompression {
        switch mode {
        case "zstd": .zstd
        case "plain": .none
        default: .zlib
        }
    }

    /// Everything but the page; limits that are Discord's or a provider's are out of the way.
    private var settings: [String: String] {
        let address = "http://127.0.0.1:\(port)"
        return [
            Places.data.definition.name: data.path,
            DiscordSettings.token.definition.name: "bench",
            DiscordSettings.address.definition.name: address + "/api/v10",
            DiscordSettings.requestsPerSecond.definition.name: "10000",
            ModelSettings.provider.definition.name: "openai",
            ModelSettings.openAIURL.definition.name: address + "/v1",
            ModelSettings.openAIModel.definition.name: "stub",
            ModelSettings.maxConcurrent.definition.name: "1000",
            ModelSettings.requestsPerMinute.definition.name: "100000",
            LogSettings.level.definition.name: "ERROR",
        ]
    }

    /// Puts the program together, on a data folder of its own where none was given, lets its bot run while `work`
    /// watches, and removes that folder.
    ///
    /// - Parameter didTake: told of every event that the bot has dealt with.
    func withBot(
        _ telemetry: (LogSettings) -> ProcessTelemetry, didTake: @escaping @Sendable (GatewayEvent) -> Void,
        _ work: @escaping @Sendable (Program) async throws -> Void
    ) async throws {
        defer { if !keepsData { try? FileManager.default.removeItem(at: data) } }  // nobody misses it
        let sources = [SettingSource.environment(given.merging(settings) { $1 })]
        let telemetry = telemetry(LogSettings(SettingValues(sources)))
        defer { telemetry.flush() }
        OpenFiles.raiseLimit()
        try await withProgram(sources, as: .serve, registry: telemetry.registry) { program in
            guard var settings = program.settings.discord.bot else { return }
            settings.compression = compression
            var configuration = ServiceGroupConfiguration(
                services: [
                    .init(service: program.bot(settings, didTake: didTake)),
                    .init(
                        service: BenchWork { try await work(program) },
                        successTerminationBehavior: .gracefullyShutdownGroup),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "acore.bench"))
            configuration.maximumGracefulShutdownDuration = .seconds(5)
            try await ServiceGroup(configuration: configuration).run()
        }
    }
}

/// The bench is over when its work is.
private struct BenchWork: Service {
    let work: @Sendable () async throws -> Void

    func run() async throws { try await cancelWhenGracefulShutdown(work) }
}
