import Foundation

/// A whole reply through the running program, from a program that asks over HTTP.
struct WebReplyFigure: Figure {
    let name = "web-reply"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let stub = try await StubModel(tokens: 5)
        let folder = try bench.folder("web")
        let key = try AcoreServer.key(bench, in: folder)
        let server = try AcoreServer(bench, in: folder, modelPort: stub.port)
        defer { server.process.stop() }
        let question = Self.question(key: key)
        _ = try server.firstConnection()
        _ = try time(200, port: server.port, question)
        var ours: [[Double]] = []
        var floor: [Double] = []
        for _ in 0..<bench.times(5) {
            floor += try time(bench.times(500), port: stub.port, question)
            ours.append(try time(bench.times(500), port: server.port, question))
        }
        try await stub.close()
        return [
            measurement("reply over HTTP, p50", ours, floor, 50), measurement("reply over HTTP, p99", ours, floor, 99),
        ]
    }

    static func question(key: String) -> [UInt8] {
        LoopbackConnection.request(
            "POST", "/v1/chat/completions", key: key,
            body: #"{"model":"assistant","messages":[{"role":"user","content":"How long is the river?"}]}"#)
    }

    private func measurement(_ name: String, _ ours: [[Double]], _ floor: [Double], _ percent: Double) -> Measurement {
        Measurement(
            name, .milliseconds, ours.map { $0.percentile(percent) },
            floor: .init(name: "the same question to the stub model directly", value: floor.percentile(percent)),
            note: "/v1/chat/completions over a new connection; the stub model's own time is in both")
    }

    /// A connection for each question: the program closes it after the answer.
    private func time(_ count: Int, port: Int, _ question: [UInt8]) throws -> [Double] {
        try (0..<count).map { _ in
            let begun = ContinuousClock.now
            guard let connection = LoopbackConnection(port: port) else { throw BenchFault("nobody listens") }
            try connection.ask(question)
            return (ContinuousClock.now - begun).milliseconds
        }
    }
}
