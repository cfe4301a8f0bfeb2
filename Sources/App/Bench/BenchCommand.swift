import ArgumentParser

/// What `make bench` and `make soak` run beside other programs: our bot on a stand-in for Discord. It is put together as
/// `acore run` does it, but for the page.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measures the bot on a stand-in for Discord.", shouldDisplay: false,
        subcommands: [BenchGatewayCommand.self, BenchReplyCommand.self, BenchEventsCommand.self])
}
