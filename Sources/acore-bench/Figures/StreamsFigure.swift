import Foundation

/// What the program costs while two hundred people are being answered at once.
struct StreamsFigure: Figure {
    static let streams = 200
    static let wordsPerSecond = 30.0

    let name = "streams"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let seconds = bench.isQuick ? 4 : 10
        // Long enough to be in full flow for the whole window.
        let stub = try await StubModel(tokens: (seconds + 8) * Int(Self.wordsPerSecond), perSecond: Self.wordsPerSecond)
        let folder = try bench.folder("streams")
        let key = try AcoreServer.key(bench, in: folder)
        let server = try AcoreServer(bench, in: folder, modelPort: stub.port)
        defer { server.process.stop() }
        try server.firstConnection().ask(LoopbackConnection.request("GET", "/health"))
        let relayPort = try LoopbackConnection.freePort()
        let relay = try ChildProcess("/proc/self/exe", ["relay", "--port", "\(relayPort)", "--to", "\(stub.port)"])
        defer { relay.stop() }
        _ = try LoopbackConnection.first(to: relayPort)

        var ours: [Double] = []
        var floor: [Double] = []
        var words = 0
        for _ in 0..<bench.times(3) {
            let bytes = try await processor(of: relay, port: relayPort, key: nil, seconds, tokens: stub.tokens)
            floor.append(bytes.percent)
            let run = try await processor(of: server.process, port: server.port, key: key, seconds, tokens: stub.tokens)
            ours.append(run.percent)
            words += run.words
        }
        try await stub.close()
        return [
            Measurement(
                "\(Self.streams) streams at \(Int(Self.wordsPerSecond)) words a second", .percent, ours, goal: 50,
                floor: .init(name: "a process that copies the same bytes", value: floor.percentile(50)),
                note: "processor time of acore alone over \(seconds) s; \(words) words asked for, \(words) arrived")
        ]
    }

    /// - Throws: where a word is missing.
    private func processor(
        of process: ChildProcess, port: Int, key: String?, _ seconds: Int, tokens: Int
    ) async throws -> (percent: Double, words: Int) {
        let load = StreamLoad(streams: Self.streams, port: port, key: key)
        let percent = try await withThrowingTaskGroup(of: Double?.self) { group in
            group.addTask {
                try await load.run()
                return nil
            }
            group.addTask { try await Self.watch(process, load, for: .seconds(seconds)) }
            return try await group.reduce(0) { $0 + ($1 ?? 0) }
        }
        let expected = Self.streams * tokens
        guard load.words == expected, load.finished == Self.streams else {
            throw BenchFault(
                "\(load.words) of \(expected) words arrived, \(load.finished) of \(Self.streams) streams ended well")
        }
        return (percent, load.words)
    }

    /// The processor time that `process` takes while all streams flow, in percent of a core.
    private static func watch(
        _ process: ChildProcess, _ load: StreamLoad, for window: Duration
    ) async throws -> Double {
        for _ in 0..<200 where !load.isInFullFlow { try await Task.sleep(for: .milliseconds(50)) }
        try await Task.sleep(for: .seconds(1))
        guard load.isInFullFlow else { throw BenchFault("only \(load.started) of \(streams) streams flow") }
        let begun = ContinuousClock.now
        let before = ProcessUse(of: process.id).processor
        try await Task.sleep(for: window)
        let used = ProcessUse(of: process.id).processor - before
        guard load.finished == 0 else { throw BenchFault("streams ended before the window did") }
        return used / (ContinuousClock.now - begun) * 100
    }
}
