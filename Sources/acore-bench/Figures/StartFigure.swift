import Foundation

/// From exec to the first answer over HTTP, and to the first reply of the companion.
struct StartFigure: Figure {
    let name = "start"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let stub = try await StubModel(tokens: 3)
        let (seeded, key) = try await SeededData.make(bench)
        let exec = try time(bench.times(20)) { try ChildProcess("/bin/true").wait() }
        let version = try time(bench.times(20)) { try ChildProcess(bench.acore, ["--version"]).wait() }

        var fresh: [Double] = []
        var first: [Double] = []
        var reply: [Double] = []
        for _ in 0..<bench.times(15) {
            fresh.append(try start(bench, in: bench.folder("fresh"), stub, key: nil).answer)
            let times = try start(bench, in: seeded, stub, key: key)
            first.append(times.answer)
            reply.append(times.reply)
        }
        try await stub.close()
        let floor = Measurement.Floor(
            name: "exec of the same file that only says its version", value: version.percentile(50))
        return [
            Measurement(
                "exec of acore --version", .milliseconds, version,
                floor: .init(name: "exec of /bin/true", value: exec.percentile(50))),
            Measurement("exec to first HTTP answer, no data yet", .milliseconds, fresh, goal: 60, floor: floor),
            Measurement(
                "exec to first HTTP answer, \(SeededData.turns) turns", .milliseconds, first, goal: 60, floor: floor),
            Measurement(
                "exec to first whole reply, \(SeededData.turns) turns", .milliseconds, reply, goal: 150, floor: floor),
        ]
    }

    private func start(
        _ bench: Workbench, in folder: URL, _ stub: StubModel, key: String?
    ) throws -> (answer: Double, reply: Double) {
        let begun = ContinuousClock.now
        let server = try AcoreServer(bench, in: folder, modelPort: stub.port)
        defer { server.process.stop() }
        let connection = try server.firstConnection()
        try connection.ask(LoopbackConnection.request("GET", "/health"))
        let answer = ContinuousClock.now - begun
        if let key { try connection.ask(WebReplyFigure.question(key: key)) }
        return (answer.milliseconds, (ContinuousClock.now - begun).milliseconds)
    }

    private func time(_ count: Int, _ work: () throws -> Void) throws -> [Double] {
        try (0..<count).map { _ in try ContinuousClock().measure(work).milliseconds }
    }
}
