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
        var growth = Growth(of: "words")
        while ContinuousClock.now - begun < .seconds(minutes * 60) {
            let load = StreamLoad(streams: StreamsFigure.streams, port: server.port, key: key)
            try await load.run()
            guard load.words == StreamsFigure.streams * stub.tokens else {
                throw BenchFault("\(load.words) of \(StreamsFigure.streams * stub.tokens) words arrived")
            }
            // What a finished round still holds is let go of first.
            try await Task.sleep(for: .seconds(2))
            growth.note(ProcessUse(of: server.process.id), at: ContinuousClock.now - begun, count: load.words)
        }
        print("none lost\n" + growth.summary)
        try await stub.close()
    }
}
