import ArgumentParser
import Foundation

/// Events at a steady pace through the real bot, for a long time: how late they are, and whether anything grows.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Sends events at a steady pace and watches how late they are.")

    @OptionGroup var program: ProgramOptions

    @Option(help: "How long.")
    var minutes = 10.0

    @Option(help: "Events in a second; three of ten are messages, which say when they were sent.")
    var rate = 2_000

    /// From the sender's socket until the bot has dealt with it, in milliseconds.
    private static let goal = 10.0
    /// Between two looks, in seconds.
    private static let pause = 10

    @concurrent
    func run() async throws {
        let bench = try Workbench(program)
        defer { bench.cleanUp() }
        let peers = try Peers(bench)
        let folder = try bench.folder("events")
        let standIn = try StandIn(peers, guilds: 1_000, in: folder)
        defer { standIn.process.stop() }
        let output = folder.appending(path: "delays.txt").path
        let bot = try PeerClient.ours.start("events", bench, peers, on: standIn, in: folder, output: output)
        defer { bot.stop() }
        try await standIn.waitForClient()
        try standIn.tell("steady?rate=\(rate)")

        let begun = ContinuousClock.now
        var growth = Growth(of: "messages")
        var (all, read) = (Delays(), 0)
        while ContinuousClock.now - begun < .seconds(minutes * 60) {
            try await Task.sleep(for: .seconds(Self.pause))
            let lines = ProcFile.text(output).split(separator: "\n").filter { $0.hasPrefix("{") }
            var delays = Delays()
            for line in lines.dropFirst(read) { delays.add(line) }
            read = lines.count
            all.add(delays)
            growth.note(ProcessUse(of: bot.id), at: ContinuousClock.now - begun, count: delays.count)
            print("        \(delays)")
        }
        let expected = Double(rate) * 0.3 * minutes * 60
        print("all of \(all.count) messages: \(all)\n" + growth.summary)
        guard Double(all.count) > 0.9 * expected else { throw BenchFault("only \(all.count) of \(Int(expected)) came") }
        guard all.percentile(99) <= Self.goal else { throw BenchFault("p99 is above \(Self.goal) ms") }
    }
}

/// How late messages were, in steps of 10 µs.
private struct Delays: CustomStringConvertible {
    private static let stepsInMillisecond = 100.0
    private var counts: [Int: Int] = [:]

    var count: Int { counts.values.reduce(0, +) }

    /// A line of `acore bench events`.
    mutating func add(_ line: Substring) {
        let fields = try? JSONSerialization.jsonObject(with: Data(line.utf8))  // half a line comes whole the next time
        for (step, count) in (fields as? [String: Any])?["counts"] as? [String: Int] ?? [:] {
            if let step = Int(step) { counts[step, default: 0] += count }
        }
    }

    mutating func add(_ other: Delays) { counts.merge(other.counts, uniquingKeysWith: +) }

    /// In milliseconds.
    func percentile(_ percent: Double) -> Double {
        var left = Double(count) * percent / 100
        for (step, count) in counts.sorted(by: { $0.key < $1.key }) {
            left -= Double(count)
            if left <= 0 { return Double(step + 1) / Self.stepsInMillisecond }
        }
        return 0
    }

    var description: String {
        let parts = [50.0, 99, 99.9, 100].map { "p\($0.formatted()) \(percentile($0).formatted()) ms" }
        return "socket to handler " + parts.joined(separator: ", ")
    }
}
