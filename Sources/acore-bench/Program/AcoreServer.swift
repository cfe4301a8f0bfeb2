import Foundation

/// The released program, serving on a port of this machine.
struct AcoreServer: Sendable {
    let process: ChildProcess
    let port: Int

    /// Starts it on the data in `folder`, thinking with the model behind `modelPort`.
    ///
    /// - Parameter settings: beside those that every bench needs.
    init(_ bench: Workbench, in folder: URL, modelPort: Int, settings: [String: String] = [:]) throws {
        port = try LoopbackConnection.freePort()
        process = try ChildProcess(
            bench.acore, ["run", "--port", "\(port)"],
            environment: Self.environment(bench, in: folder, modelPort: modelPort).merging(settings) { $1 },
            output: folder.appending(path: "output.txt").path)
    }

    /// The first connection that it takes.
    func firstConnection() throws -> LoopbackConnection { try LoopbackConnection.first(to: port) }

    /// A key for its API, made by the program itself. It also makes the database, where there is none.
    static func key(_ bench: Workbench, in folder: URL) throws -> String {
        let output = folder.appending(path: "key.txt").path
        let child = try ChildProcess(
            bench.acore, ["key", "add", "bench \(UInt32.random(in: 0 ... .max))"],
            environment: environment(bench, in: folder, modelPort: 1), output: output)
        guard child.wait() == 0,
            let key = ProcFile.text(output).split(separator: "\n").first(where: { $0.hasPrefix("ak_") })
        else { throw BenchFault("acore key add failed: \(ProcFile.text(output))") }
        return String(key)
    }

    private static func environment(_ bench: Workbench, in folder: URL, modelPort: Int) -> [String: String] {
        [
            "PATH": "/usr/bin:/bin", "HOME": folder.path, "ACORE_HOME": folder.path,
            "ACORE_DATA": folder.appending(path: "data").path, "ACORE_SHARE": bench.share, "LLM_PROVIDER": "openai",
            "OPENAI_URL": "http://127.0.0.1:\(modelPort)/v1", "OPENAI_MODEL": "stub", "LLM_MAX_CONCURRENT": "1000",
            "LLM_REQUESTS_PER_MINUTE": "100000",
        ]
    }
}
