import ArgumentParser

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Brings in what other programs kept.",
        subcommands: [ImportDiscordExport.self, ImportOldBot.self, ImportSillyTavern.self])
}
