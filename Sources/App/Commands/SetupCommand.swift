import ArgumentParser
import Foundation

struct SetupCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "Fetches the models and runtimes that are missing.")

    @Argument(parsing: .captureForPassthrough, help: "Passed on to the set-up script.")
    var arguments: [String] = []

    func execute() async throws {
        let places = Places(SettingValues(SettingsLoader().sources()))
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

    /// `scripts/setup.sh` in the repository, `setup.sh` in an unpacked archive.
    static func script(_ places: Places) -> String? {
        ["scripts/setup.sh", "setup.sh"].compactMap { places.root?.appending(path: $0).path }
            .first { FileManager.default.fileExists(atPath: $0) }
    }
}
