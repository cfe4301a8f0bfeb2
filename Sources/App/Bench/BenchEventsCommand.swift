import ArgumentParser
import DiscordModel
import Foundation
import Synchronization

/// Takes events at a steady pace, and says every ten seconds how long they took from the sender's socket until they
/// were dealt with. Each message says when it was sent.
struct BenchEventsCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "How long events take at a steady pace.", shouldDisplay: false)

    @Option(help: "Seconds between two lines.")
    var every = 10

    func execute() async throws {
        let delays = EventDelays()
        try await BenchPlace().withBot({ beginTelemetry($0) }, didTake: { delays.note($0) }) { _ in
            while true {
                try await Task.sleep(for: .seconds(every))
                print(delays.takeLine())
                fflush(nil)
            }
        }
    }
}

/// Times in steps of 10 µs: it must not grow itself.
private final class EventDelays: Sendable {
    private static let step = 1e-5
    private let counts = Mutex([Int](repeating: 0, count: 100_000))

    /// Of messages that read `sent at …`, in nanoseconds of the monotonic clock.
    func note(_ event: GatewayEvent) {
        guard case .messageCreated(let message) = event, message.content.hasPrefix("sent at "),
            let sent = Double(message.content.dropFirst("sent at ".count))
        else { return }
        let steps = (ProcessClock.now - sent / 1e9) / Self.step
        counts.withLock { $0[min(max(Int(steps), 0), $0.count - 1)] += 1 }
    }

    /// What was noted since the last one, as JSON.
    func takeLine() -> String {
        let counts = counts.withLock { counts in
            defer { counts = [Int](repeating: 0, count: counts.count) }
            return counts
        }
        let line: JSON = [
            "counts": .object(
                JSONObject(
                    counts.enumerated().filter { $0.element > 0 }.map { ("\($0.offset)", .integer($0.element)) })),
            "rss_mb": .number(ProcessClock.resident), "cpu_s": .number(ProcessClock.processor),
        ]
        return line.text
    }
}
