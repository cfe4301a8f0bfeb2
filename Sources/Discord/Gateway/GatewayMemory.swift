package import DiscordModel

/// What outlives the process: sessions that may be resumed, and the book of those that were started.
package struct GatewayMemory: Codable, Equatable, Sendable {
    private struct KeptSession: Codable, Equatable {
        var session: GatewaySession
        /// Milliseconds since 1970.
        var keptAt: Int
    }

    private var sessions: [String: KeptSession] = [:]
    package var ledger = IdentifyLedger()

    package init() {}

    /// - Parameter age: an older one is not worth a try.
    package func session(of shard: Shard, youngerThan age: Duration, at now: Int) -> GatewaySession? {
        guard let kept = sessions[shard.description] else { return nil }
        return .milliseconds(now &- kept.keptAt) < age ? kept.session : nil
    }

    package mutating func keep(_ session: GatewaySession, of shard: Shard, at now: Int) {
        sessions[shard.description] = KeptSession(session: session, keptAt: now)
    }

    package mutating func forget(_ shard: Shard) { sessions[shard.description] = nil }

    /// Sessions that nobody would resume any more.
    package mutating func forget(olderThan age: Duration, at now: Int) {
        sessions = sessions.filter { .milliseconds(now &- $0.value.keptAt) < age }
    }
}
