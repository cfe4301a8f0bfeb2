import ArgumentParser
import Foundation

/// The command line. Without a subcommand it runs.
@main
struct Acore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acore",
        abstract: "A companion that chats through local or cloud language models, on your own machine.",
        version: Version.current,
        subcommands: [
            RunCommand.self, ChatCommand.self, SetupCommand.self, DoctorCommand.self, ConfigCommand.self,
            PasswordCommand.self, KeyCommand.self, BackupCommand.self, RestoreCommand.self, ImportCommand.self,
            RecallCommand.self, SimulateCommand.self,
            BenchCommand.self,
        ],
        defaultSubcommand: RunCommand.self)
}

enum Version {
    static let current = "0.1.0"
}
