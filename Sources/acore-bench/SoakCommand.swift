import ArgumentParser
import Foundation

/// The streams again and again, to see whether anything grows.
struct SoakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak", abstract: "Streams for a long time and watches what grows.")

    @OptionGroup var program: ProgramOptions

    @Option(help: "How long.")
    var minutes = 10.0

    /// Seconds of one round's replies.
    private static let round = 15

    @concurrent
    func run() async throws {
        let bench = try Workbench(program)
        defer { bench.cleanUp() }
        let rate = StreamsFigure.wordsPerSecond
        let stub = try await StubModel(tokens: Self.round * Int(rate), perSecond: rate)
        let folder = try bench.folder("soak")
        let key = try AcoreServer.key(bench, in: folder)
        let server = try AcoreServer(bench, in: folder, modelPort: stub.port)
        defer { server.process.stop() }
        try server.firstConnection().ask(LoopbackConnection.request("GET", "/health"))

        let begun = ContinuousClock.now
        var growth = Growth()
        print("minute  RSS MB  anonymous MB  descriptors  threads  words")
        while ContinuousClock.now - begun < .seconds(minutes * 60) {
            let load = StreamLoad(streams: StreamsFigure.streams, port: server.port, key: key)
            try await load.run()
            guard load.words == StreamsFigure.streams * stub.tokens else {
                throw BenchFault("\(load.words) of \(StreamsFigure.streams * stub.tokens) words arrived")
            }
            // What a finished round still holds is let go of first.
            try await Task.sleep(for: .seconds(2))
            growth.note(ProcessUse(of: server.process.id), at: ContinuousClock.now - begun, words: load.words)
        }
        print(growth.summary)
        try await stub.close()
    }
}

/// What a process used over time, and how that changes.
private struct Growth {
    private var samples: [(minute: Double, use: ProcessUse)] = []
    private var words = 0

    mutating func note(_ use: ProcessUse, at time: Duration, words: Int) {
        self.words += words
        samples.append((time.milliseconds / 60_000, use))
        print(
            String(
                format: "%6.1f  %6.1f  %12.1f  %11d  %7d  %ld", time.milliseconds / 60_000, use.resident, use.anonymous,
                use.descriptors, use.threads, self.words))
    }

    /// The first third is left out: caches and pools fill.
    var summary: String {
        let settled = Array(samples.dropFirst(samples.count / 3))
        let rates = [
            ("RSS, MB", slope(settled) { $0.resident }), ("anonymous, MB", slope(settled) { $0.anonymous }),
            ("descriptors", slope(settled) { Double($0.descriptors) }),
            ("threads", slope(settled) { Double($0.threads) }),
        ]
        let lines = rates.map { "  \($0.0) an hour: " + String(format: "%+.2f", $0.1 * 60) }
        return "Growth after settling (\(settled.count) rounds, \(words) words, none lost):\n"
            + lines.joined(separator: "\n")
    }

    /// Per minute, by least squares.
    private func slope(_ samples: [(minute: Double, use: ProcessUse)], _ value: (ProcessUse) -> Double) -> Double {
        guard samples.count > 1 else { return 0 }
        let times = samples.map(\.minute)
        let values = samples.map { value($0.use) }
        let (time, mean) = (times.reduce(0, +) / Double(times.count), values.reduce(0, +) / Double(values.count))
        let spread = times.reduce(0) { $0 + ($1 - time) * ($1 - time) }
        return spread > 0 ? zip(times, values).reduce(0) { $0 + ($1.0 - time) * ($1.1 - mean) } / spread : 0
    }
}
