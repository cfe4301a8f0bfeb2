import ArgumentParser
import AsyncHTTPClient
import DiscordModel
import Foundation
import NIOCore
import Synchronization

/// Takes in servers, then a flood of events, and says what both cost: one line of JSON.
struct BenchGatewayCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "gateway", abstract: "What servers and events cost.", shouldDisplay: false)

    /// So that the last server's memory is given back before it is looked at.
    private static let settling = Duration.milliseconds(500)

    func execute() async throws {
        let place = BenchPlace()
        let watch = GatewayWatch(place)
        try await place.withBot({ beginTelemetry($0) }, didTake: { watch.took($0) }) { program in
            for await moment in watch.moments {
                switch moment {
                case .cached:
                    try await Task.sleep(for: Self.settling)
                    watch.noteMemory()
                    let flood = "http://127.0.0.1:\(place.port)/_bench/flood?n=\(place.events)&mix=\(place.mix)"
                    _ = try await program.client.execute(HTTPClientRequest(url: flood), timeout: .seconds(10))
                case .over:
                    print(watch.line)
                    return
                }
            }
        }
    }
}

/// Looks at the clocks when certain events have been dealt with.
private final class GatewayWatch: Sendable {
    enum Moment { case cached, over }

    private struct State {
        var guilds = 0
        var messages = 0
        var ready = (at: 0.0, processor: 0.0)
        var flood = (at: 0.0, processor: 0.0)
        var line: JSON
    }

    let moments: AsyncStream<Moment>
    private let news: AsyncStream<Moment>.Continuation
    private let place: BenchPlace
    private let state: Mutex<State>

    init(_ place: BenchPlace) {
        self.place = place
        state = Mutex(
            State(
                line: [
                    "lib": .string("acore " + Version.current), "mode": .string(place.mode), "mix": .string(place.mix),
                    "n": .integer(place.events), "guilds": .integer(place.guilds),
                ]))
        (moments, news) = AsyncStream.makeStream()
    }

    var line: String { state.withLock(\.line.text) }

    func noteMemory() { state.withLock { $0.line["rss_cached_mb"] = .number(ProcessClock.resident) } }

    func took(_ event: GatewayEvent) {
        switch event {
        case .ready: state.withLock { begin(&$0) }
        case .guildCreated: if state.withLock({ addGuild(&$0) }) { news.yield(.cached) }
        case .messageCreated(let message): if state.withLock({ add(message, &$0) }) { news.yield(.over) }
        default: break
        }
    }

    private func begin(_ state: inout State) {
        state.ready = (ProcessClock.now, ProcessClock.processor)
        state.line["exec_to_ready_s"] = .number(ProcessClock.age)
        state.line["ready_at"] = .number(state.ready.at)
        state.line["start_cpu_s"] = .number(state.ready.processor)
    }

    /// - Returns: whether it was the last.
    private func addGuild(_ state: inout State) -> Bool {
        state.guilds += 1
        guard state.guilds == place.guilds else { return false }
        state.line["guild_ingest_s"] = .number(ProcessClock.now - state.ready.at)
        state.line["guild_ingest_cpu_s"] = .number(ProcessClock.processor - state.ready.processor)
        return true
    }

    /// - Returns: whether the flood is over.
    private func add(_ message: Message, _ state: inout State) -> Bool {
        switch message.content {
        case "BENCH_START": state.flood = (ProcessClock.now, ProcessClock.processor)
        case "BENCH_END":
            let events = Double(place.events)
            state.line["events_per_s"] = .number(events / (ProcessClock.now - state.flood.at))
            state.line["cpu_s_per_100k"] = .number((ProcessClock.processor - state.flood.processor) / events * 1e5)
            state.line["on_message"] = .integer(state.messages)
            state.line["rss_after_mb"] = .number(ProcessClock.resident)
            return true
        default: state.messages += 1
        }
        return false
    }
}
