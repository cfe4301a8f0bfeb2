package import Discord
package import DiscordModel
import Synchronization

/// What the bot can tell of itself, at any time and from anywhere: for `/status` and the page. ``DiscordBot`` keeps it.
package final class BotState: Sendable {
    package enum Condition: Sendable, Equatable {
        /// On its way, for the first time or again; and why it is not there yet, if that is known.
        case connecting(because: String?)
        /// Every shard hears and may speak.
        case ready
        /// It will not come back by itself: the sentence is for the operator.
        case ended(String)
    }

    /// One look.
    package struct Report: Sendable, Equatable {
        package var condition = Condition.connecting(because: nil)
        /// Nil until Discord has said it.
        package var application: Snowflake?
        /// The bot's name; empty until Discord has said it.
        package var name = ""
        package var guildCount = 0
        /// The shards that run here, by number. A latency is from the last heartbeat to its acknowledgement; nil
        /// until the first one.
        package var shards: [Int: Gateway.Status] = [:]
        package var missingSwitches: [PortalSwitch] = []

        /// Of the shards that have one, the mean.
        package var latency: Duration? {
            let known = shards.values.compactMap(\.latency)
            return known.isEmpty ? nil : known.reduce(.zero, +) / known.count
        }
    }

    /// What changes by itself while the bot is on Discord.
    struct Pulse: Sendable {
        var shards: @Sendable () async -> [Int: Gateway.Status]
        var guildCount: @Sendable () -> Int
    }

    private struct State {
        var report = Report()
        var pulse: Pulse?
    }

    private let state = Mutex(State())

    package init() {}

    package var report: Report {
        get async {
            let (kept, pulse) = state.withLock { ($0.report, $0.pulse) }
            guard let pulse else { return kept }
            var report = kept
            report.shards = await pulse.shards()
            report.guildCount = pulse.guildCount()
            if !report.shards.isEmpty, report.shards.values.allSatisfy(\.isLive) { report.condition = .ready }
            return report
        }
    }

    // MARK: What DiscordBot knows

    func isAway(because reason: String) {
        state.withLock { $0.report.condition = .connecting(because: reason) }
    }

    func learns(_ application: Application) {
        state.withLock { state in
            state.report.condition = .connecting(because: nil)
            state.report.application = application.id
            state.report.name = application.bot?.username ?? application.name
            state.report.missingSwitches = PortalSwitch.missing(in: application)
        }
    }

    func lives(_ pulse: Pulse) { state.withLock { $0.pulse = pulse } }

    func ended(_ sentence: String) {
        state.withLock { state in
            state.pulse = nil
            state.report.condition = .ended(sentence)
        }
    }
}
