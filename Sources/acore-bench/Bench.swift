import ArgumentParser

/// `acore-bench`: measures the released program and says how far from its goals it is.
@main
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "acore-bench",
        abstract: "Measures acore against its goals and against what the machine alone costs.",
        subcommands: [MeasureCommand.self, SoakCommand.self, EventsCommand.self, RelayCommand.self],
        defaultSubcommand: MeasureCommand.self)
}
