import Foundation

/// From a mention on the gateway to the answer over REST, with a model that thinks for no time at all, beside the
/// shortest bot of discord.py and aiohttp.
struct AnswersFigure: Figure {
    let name = "answers"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let peers = try Peers(bench)
        let folder = try bench.folder("answers")
        let standIn = try StandIn(peers, guilds: 64, in: folder)
        defer { standIn.process.stop() }
        var answers: [PeerClient: [Run]] = [:]
        for _ in 0..<bench.times(5) {
            for client in PeerClient.allCases {
                answers[client, default: []].append(try await run(client, bench, peers, standIn, in: folder))
            }
        }
        func beside(_ name: String, _ field: KeyPath<Run, Double>, goal: Double?) -> Measurement {
            func runs(_ client: PeerClient) -> [Double] { (answers[client] ?? []).map { $0[keyPath: field] } }
            return Measurement(
                name, .milliseconds, runs(.ours),
                peer: .init(name: "discord.py and aiohttp", runs: runs(.discordPy), goal: goal))
        }
        return [
            beside("a mention is answered, p50, data in memory", \.p50, goal: 0.40),
            beside("a mention is answered, p99, data in memory", \.p99, goal: 0.40),
            beside("processor for an answer", \.processor, goal: nil),
        ]
    }

    private struct Run {
        let p50: Double
        let p99: Double
        let processor: Double
    }

    private func run(
        _ client: PeerClient, _ bench: Workbench, _ peers: Peers, _ standIn: StandIn, in folder: URL
    ) async throws -> Run {
        let child = try client.start("reply", bench, peers, on: standIn, in: folder)
        defer { child.stop() }
        try await standIn.waitForClient()
        _ = try await ask(100, standIn)
        let count = bench.isQuick ? 200 : 1_000
        let before = ProcessUse(of: child.id).processor
        let result = try await ask(count, standIn)
        let used = ProcessUse(of: child.id).processor - before
        guard let p50 = result["p50_ms"] as? Double, let p99 = result["p99_ms"] as? Double else {
            throw BenchFault("\(client): \(result)")
        }
        return Run(p50: p50, p99: p99, processor: used.milliseconds / Double(count))
    }

    /// One question at a time.
    private func ask(_ count: Int, _ standIn: StandIn) async throws -> [String: Any] {
        try standIn.tell("ask?n=\(count)")
        for _ in 0..<600 {
            let result = try standIn.tell("answers")
            if result["done"] as? Bool == true { return result }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw BenchFault("answers are missing: \(try standIn.tell("answers"))")
    }
}
