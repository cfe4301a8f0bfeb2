import DiscordModel
import Synchronization

/// One session of a bot: what it asked to hear, how far it got, what it may still ask for again.
///
/// It outlives its connections. Events reach it in the world's order; while it logs in they wait behind READY.
final class GatewaySession: Sendable {
    private struct Progress {
        var sequence = 0
        var replay = ReplayBuffer()
        /// Events that came while READY was being put together; nil afterwards.
        var waiting: [Dispatch]? = []
        var connection: GatewayConnection?
        var detachedAt: Duration?
        var lastMemberRequest: [Snowflake: Duration] = [:]
    }

    let id: String
    let identity: BotIdentity
    let token: String
    let intents: SimulatedIntents
    let shard: Int
    let shardCount: Int
    let largeThreshold: Int
    private let limits: GatewayLimits
    private let progress: Mutex<Progress>

    init(
        id: String, identity: BotIdentity, identify: Identify, limits: GatewayLimits, connection: GatewayConnection
    ) {
        self.id = id
        self.identity = identity
        self.limits = limits
        token = identify.token
        intents = SimulatedIntents(rawValue: identify.intents)
        shard = identify.shard
        shardCount = identify.shardCount
        largeThreshold = identify.largeThreshold
        progress = Mutex(Progress(connection: connection))
    }

    func owns(_ guild: Snowflake) -> Bool { Dispatch.shard(of: guild, count: shardCount) == shard }

    var sequence: Int { progress.withLock { $0.sequence } }

    // MARK: Events

    /// Something happened in the world.
    func hear(_ dispatch: Dispatch) {
        progress.withLock { progress in
            if progress.waiting?.append(dispatch) == nil { send(dispatch, &progress) }
        }
    }

    /// READY and what belongs to it, then what happened meanwhile.
    func begin(with first: [(name: String, data: JSON)]) {
        progress.withLock { progress in
            for event in first { send(event.name, event.data, &progress) }
            let waiting = progress.waiting ?? []
            progress.waiting = nil
            for dispatch in waiting { send(dispatch, &progress) }
        }
    }

    /// An answer that this session alone is given.
    func tell(_ name: String, _ data: JSON) {
        progress.withLock { send(name, data, &$0) }
    }

    private func send(_ dispatch: Dispatch, _ progress: inout Progress) {
        guard let data = dispatch.data(for: intents, shard: shard, of: shardCount) else { return }
        send(dispatch.name, data, &progress)
    }

    private func send(_ name: String, _ data: JSON, _ progress: inout Progress) {
        progress.sequence += 1
        let payload = ServerPayload.dispatch(name, data, sequence: progress.sequence).bytes
        progress.replay.append(payload, sequence: progress.sequence, limits: limits)
        progress.connection?.send(event: name, payload)
    }

    // MARK: Connections

    /// Goes on, on another connection, behind the event of this sequence.
    ///
    /// - Returns: false when some of what was missed is gone.
    func resume(after sequence: Int, on connection: GatewayConnection, at now: Duration) throws(CloseCode) -> Bool {
        try progress.withLock { progress throws(CloseCode) in
            guard sequence <= progress.sequence, sequence >= 0 else { throw .invalidSequence }
            if let detachedAt = progress.detachedAt, now - detachedAt > limits.sessionLifetime { return false }
            guard let missed = progress.replay.payloads(after: sequence) else { return false }
            progress.connection?.end(.unknownError)
            progress.connection = connection
            progress.detachedAt = nil
            for payload in missed { connection.send(event: "", payload) }
            send("RESUMED", ["_trace": ["[\"simulator\"]"]], &progress)
            return true
        }
    }

    /// The connection is gone; the session may be resumed for a while.
    func detach(_ connection: GatewayConnection, at now: Duration) {
        progress.withLock { progress in
            guard progress.connection === connection else { return }
            progress.connection = nil
            progress.detachedAt = now
        }
    }

    func close(_ code: CloseCode) { progress.withLock { $0.connection }?.end(code) }

    var isDetached: Bool { progress.withLock { $0.connection == nil } }

    func isOver(at now: Duration) -> Bool {
        progress.withLock { progress in
            progress.detachedAt.map { now - $0 > limits.sessionLifetime } ?? false
        }
    }

    // MARK: Members

    /// How long to wait before all members of this guild may be asked for again; nil when that is now.
    func admitMemberRequest(_ guild: Snowflake, at now: Duration) -> Duration? {
        progress.withLock { progress in
            if let last = progress.lastMemberRequest[guild], now - last < limits.memberRequestInterval {
                return limits.memberRequestInterval - (now - last)
            }
            progress.lastMemberRequest[guild] = now
            return nil
        }
    }
}
