import ArgumentParser
import DiscordSimulator
import Foundation
import Logging
import ServiceLifecycle
import UnixSignals

struct SimulateCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Starts a Discord of your own on this machine, to try bots without a token.")

    @Option(help: "The port of its chat page; 0 picks a free one.")
    var port = 8090

    @Option(help: "The port of its REST API; 0 picks a free one.")
    var apiPort = 8091

    @Option(help: "The port of its gateway; 0 picks a free one.")
    var gatewayPort = 8092

    @Option(help: "The token its bot logs in with.")
    var token = "YWNvcmU.simulated.token"

    @Flag(help: "Leaves the Message Content Intent switched off, to see what a bot says of that.")
    var withoutMessageContent = false

    func execute() async throws {
        guard let share = Places(SettingValues(SettingsLoader().sources())).share else {
            throw Refusal("The shipped files (share/acore) are not beside the program. Unpack the whole archive.")
        }
        let switches = withoutMessageContent ? SimulatedIntents.privileged.subtracting(.messageContent) : .privileged
        let demo = World.demo(bot: "Wren", switches: switches, token: token)
        let simulator = Simulator(
            demo.world, description: try APIDescription(file: share.appending(path: "discord/openapi.json")),
            restPort: apiPort, gatewayPort: gatewayPort,
            onViolation: { FileHandle.standardError.write(Data("not as Discord wants it: \($0)\n".utf8)) })
        let page = try PageServer(demo.world, share: share.path, port: port) { port in
            guard let addresses = await simulator.addresses() else { return }
            print(
                """
                A Discord of your own
                  Page     http://127.0.0.1:\(port)
                  REST     \(addresses.rest)
                  Gateway  \(addresses.gateway)
                  A bot    DISCORD_TOKEN=\(token) DISCORD_API_URL=\(addresses.rest) acore
                """)
            fflush(nil)
        }
        try await ServiceGroup(
            services: [simulator, page], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: Logger(label: "acore.simulator")
        ).run()
    }
}
