import Testing

/// What `make bench` measures others by still runs: with ours and with theirs.
@Suite struct BenchPeersTests {
    private static let obstacle = PythonScript.obstacle(modules: ["discord", "zstandard"])

    @Test(.enabled(if: obstacle == nil, Comment(rawValue: obstacle ?? "")), .timeLimit(.minutes(5)))
    func `both take in servers and events, and answer mentions`() async throws {
        let outcome = try await PythonScript(path: "Clients/bench_peers.py").run()
        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
