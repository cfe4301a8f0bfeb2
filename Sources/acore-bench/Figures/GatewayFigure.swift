import Foundation

/// What servers and events cost, beside discord.py in the same minutes.
struct GatewayFigure: Figure {
    private static let guilds = 1_000

    let name = "gateway"

    @concurrent
    func measure(on bench: Workbench) async throws -> [Measurement] {
        let peers = try Peers(bench)
        let folder = try bench.folder("gateway")
        let standIn = try StandIn(peers, guilds: Self.guilds, in: folder)
        defer { standIn.process.stop() }
        var lines: [PeerClient: [[String: Double]]] = [:]
        let data = try bench.folder("gateway", in: bench.memory)
        for _ in 0..<bench.times(5) {
            for client in PeerClient.allCases {
                let line = try run(client, bench, peers, standIn, on: data, in: folder)
                lines[client, default: []].append(line)
            }
        }
        func beside(_ name: String, _ unit: Measurement.Unit, _ field: String, per scale: Double = 1, goal: Double)
            -> Measurement
        {
            func runs(_ client: PeerClient) -> [Double] {
                (lines[client] ?? []).compactMap { $0[field] }.map { $0 * scale }
            }
            return Measurement(
                name, unit, runs(.ours), peer: .init(name: "discord.py", runs: runs(.discordPy), goal: goal))
        }
        return [
            beside("processor for 100,000 mixed events", .seconds, "cpu_s_per_100k", goal: 0.10),
            beside("processor for 1,000 servers of 50", .milliseconds, "guild_ingest_cpu_s", per: 1_000, goal: 0.15),
            beside("resident with 1,000 servers, no page, no engines", .megabytes, "rss_cached_mb", goal: 0.35),
            beside("exec to READY", .milliseconds, "exec_to_ready_s", per: 1_000, goal: 0.08),
            try await growth(bench, peers, in: folder),
        ]
    }

    /// - Parameter data: of our program: each start but the first finds its database there.
    /// - Returns: the fields of its line that are numbers.
    private func run(
        _ client: PeerClient, _ bench: Workbench, _ peers: Peers, _ standIn: StandIn, on data: URL, in folder: URL
    ) throws -> [String: Double] {
        let output = folder.appending(path: "\(client).txt").path
        // A session that was left would be gone on with, and the book of logins would soon be full.
        try? FileManager.default.removeItem(at: data.appending(path: "discord-sessions.json"))
        let begun = Self.now
        let child = try client.start(
            "gateway", bench, peers, on: standIn,
            environment: ["N": bench.isQuick ? "10000" : "50000", "ACORE_DATA": data.path],
            in: folder, output: output)
        let status = child.wait(atMost: .seconds(180))
        let last = ProcFile.text(output).split(separator: "\n").last { $0.hasPrefix("{") } ?? ""
        guard status == 0, let fields = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any] else {
            throw BenchFault("\(client) ended with \(status ?? -1): \(ProcFile.text(output).suffix(400))")
        }
        var numbers = fields.compactMapValues { $0 as? Double }
        // More exact than what a process knows of its own start.
        numbers["exec_to_ready_s"] = numbers["ready_at"].map { $0 - begun }
        return numbers
    }

    /// How much the whole program grows, page and all.
    private func growth(_ bench: Workbench, _ peers: Peers, in folder: URL) async throws -> Measurement {
        let model = try await StubModel(tokens: 3)
        var grown: [Double] = []
        for _ in 0..<bench.times(3) {
            let alone = try await resident(bench, peers, model, guilds: 1, in: folder)
            grown.append(try await resident(bench, peers, model, guilds: Self.guilds, in: folder) - alone)
        }
        try await model.close()
        return Measurement("the whole program grows by 999 servers", .megabytes, grown, goal: 25)
    }

    private func resident(
        _ bench: Workbench, _ peers: Peers, _ model: StubModel, guilds: Int, in folder: URL
    ) async throws -> Double {
        let standIn = try StandIn(peers, guilds: guilds, in: folder)
        defer { standIn.process.stop() }
        let server = try AcoreServer(
            bench, in: bench.folder("growth", in: folder), modelPort: model.port,
            settings: ["DISCORD_TOKEN": "bench", "DISCORD_API_URL": "http://127.0.0.1:\(standIn.port)/api/v10"])
        defer { server.process.stop() }
        try server.firstConnection().ask(LoopbackConnection.request("GET", "/health"))
        try await standIn.waitForClient()
        return ProcessUse(of: server.process.id).resident
    }

    /// By the clock that both clients tell their moment in.
    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
