import Foundation

/// Who is measured beside us: programs in Python, with the packages that the tests pin.
struct Peers: Sendable {
    let python: String
    private let scripts: String

    init(_ bench: Workbench) throws {
        guard let python = ProcessInfo.processInfo.environment["ACORE_TEST_PYTHON"],
            FileManager.default.isExecutableFile(atPath: python)
        else { throw BenchFault("discord.py is not here; scripts/setup.sh --for test gets it") }
        self.python = python
        scripts = bench.peers
    }

    func script(_ name: String) -> String { scripts + "/" + name }
}

/// A client of the stand-in.
enum PeerClient: CaseIterable {
    case ours, discordPy

    /// Starts `acore bench WHAT`, or the script of that name.
    func start(
        _ what: String, _ bench: Workbench, _ peers: Peers, on standIn: StandIn, environment: [String: String] = [:],
        in folder: URL, output: String? = nil
    ) throws -> ChildProcess {
        let given = [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "ACORE_HOME": folder.path, "ACORE_SHARE": bench.share,
            "PORT": "\(standIn.port)", "GUILDS": "\(standIn.guilds)", "MODE": "zlib",
        ].merging(environment) { $1 }
        return switch self {
        case .ours: try ChildProcess(bench.acore, ["bench", what], environment: given, output: output)
        case .discordPy:
            try ChildProcess(peers.python, [peers.script(what + ".py")], environment: given, output: output)
        }
    }
}
