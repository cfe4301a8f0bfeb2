import ArgumentParser
import DiscordSimulator
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

struct SimulateCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Starts a Discord of your own on this machine, to try bots without a token.")

    @Option(help: "The port of its REST API; 0 picks a free one.")
    var port = 8090

    @Option(help: "The port of its gateway; 0 picks a free one.")
    var gatewayPort = 8091

    @Option(help: "The token its bot logs in with.")
    var token = "YWNvcmU.simulated.token"

    func execute() async throws {
        let places = Places(SettingValues(SettingsLoader().sources()))
        let file = places.share?.appending(path: "discord/openapi.json")
        let demo = World.demo(bot: "Wren", token: token)
        let simulator = Simulator(
            demo.world, description: try file.map { try APIDescription(file: $0) }, restPort: port,
            gatewayPort: gatewayPort,
            onViolation: { FileHandle.standardError.write(Data("not as Discord wants it: \($0)\n".utf8)) })
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await ServiceGroup(
                    services: [simulator], gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: Logger(label: "acore.simulator")
                ).run()
            }
            guard let addresses = await simulator.addresses() else { return }
            print(
                """
                A Discord of your own
                  REST     \(addresses.rest)
                  Gateway  \(addresses.gateway)
                  Try it   DISCORD_TOKEN=\(token) DISCORD_API_URL=\(addresses.rest) acore
                """)
            fflush(nil)
            try await group.waitForAll()
        }
    }
}
