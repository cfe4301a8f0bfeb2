import Foundation

/// What the program keeps in memory while nobody talks to it.
struct IdleMemoryFigure: Figure {
    let name = "memory"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let stub = try await StubModel(tokens: 3)
        let (seeded, _) = try await SeededData.make(bench)
        var uses: [ProcessUse] = []
        for _ in 0..<bench.times(5) {
            let server = try AcoreServer(bench, in: seeded, modelPort: stub.port)
            defer { server.process.stop() }
            try server.firstConnection().ask(LoopbackConnection.request("GET", "/health"))
            try await Task.sleep(for: .seconds(2))
            uses.append(ProcessUse(of: server.process.id))
        }
        try await stub.close()
        return [
            Measurement(
                "idle, resident (RSS), no children", .megabytes, uses.map(\.resident), goal: 60,
                note: "\(SeededData.turns) stored turns, \(uses.last?.threads ?? 0) threads"),
            Measurement("idle, its share of what is shared (PSS)", .megabytes, uses.map(\.proportional)),
            Measurement("idle, not backed by a file", .megabytes, uses.map(\.anonymous)),
        ]
    }
}
