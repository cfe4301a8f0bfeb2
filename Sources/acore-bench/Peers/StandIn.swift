import Foundation

/// The stand-in for Discord (`scripts/peers/stand_in.py`), with so many servers in it.
struct StandIn {
    let process: ChildProcess
    let port: Int
    let guilds: Int

    init(_ peers: Peers, guilds: Int, in folder: URL) throws {
        self.guilds = guilds
        let output = folder.appending(path: "stand-in-\(guilds).txt").path
        process = try ChildProcess(peers.python, [peers.script("stand_in.py"), "\(guilds)"], output: output)
        for _ in 0..<3_000 {
            if let port = Int(ProcFile.text(output).trimmingCharacters(in: .newlines)) {
                self.port = port
                return
            }
            usleep(20_000)
        }
        process.stop()
        throw BenchFault("the stand-in does not start: \(ProcFile.text(output))")
    }

    /// What it answers to an order.
    @discardableResult
    func tell(_ order: String) throws -> [String: Any] {
        guard let connection = LoopbackConnection(port: port) else { throw BenchFault("the stand-in is gone") }
        let answer = try connection.ask(LoopbackConnection.request("GET", "/_bench/\(order)"))
        let fields = try JSONSerialization.jsonObject(with: Data(answer.utf8)) as? [String: Any]
        return fields ?? [:]
    }

    /// Returns when the client has logged in, and all that came at once is dealt with.
    func waitForClient() async throws {
        for _ in 0..<600 {
            if try tell("clients")["clients"] as? Int ?? 0 > 0 { return try await Task.sleep(for: .seconds(2)) }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw BenchFault("the client does not log in")
    }
}
