import ArgumentParser
import Foundation

struct SetupCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "Asks for the bot's token, then fetches what is missing.",
        discussion: "In a pipe the token is the first line; with --yes nothing is asked.")

    @Argument(parsing: .captureForPassthrough, help: "Passed on to the set-up script.")
    var arguments: [String] = []

    func execute() async throws {
        let places = Places(SettingValues(SettingsLoader().sources()))
        if mayAsk { try await askForToken(places) }
        guard let script = Self.script(places) else {
            throw Refusal("The set-up script is not beside the program. Unpack the whole archive.", exitCode: 78)
        }
        // What it fetches goes where we look for it.
        setenv("ACORE_HOME", places.home.path, 1)
        // The script takes this process over: its output and its exit status are ours.
        let words = ["/bin/bash", script] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        execv(words[0], &pointers)
        throw Refusal("The set-up script could not be started: \(String(cString: strerror(errno))).")
    }

    /// Nobody is asked who agreed to everything beforehand, or only wants to read what it can do.
    private var mayAsk: Bool {
        HiddenLine.isAwaited && ProcessInfo.processInfo.environment["CI"] != "true"
            && !arguments.contains { ["--yes", "--help", "-h"].contains($0) }
    }

    private func askForToken(_ places: Places) async throws {
        var sources = SettingsLoader().sources()
        _ = beginTelemetry(LogSettings(SettingValues(sources)), quiet: true)
        // A database that cannot be read is the doctor's business; it may just not be there yet.
        if let page = try? await pageSource(places) { sources.append(page) }
        let values = SettingValues(sources)
        let address = values[DiscordSettings.address]
        try await DiscordSetup(
            values: values, file: EnvironmentFile(places), isTerminal: HiddenLine.isTerminal,
            isOffline: arguments.contains("--offline"), ask: { try HiddenLine.read(asking: $0) }, say: { print($0) },
            visit: { await DiscordAnswer.toToken($0, at: address) }
        ).run()
        fflush(nil)
    }

    /// `scripts/setup.sh` in the repository, `setup.sh` in an unpacked archive.
    static func script(_ places: Places) -> String? {
        ["scripts/setup.sh", "setup.sh"].compactMap { places.root?.appending(path: $0).path }
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}
