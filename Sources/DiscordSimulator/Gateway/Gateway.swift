package import DiscordModel
import Synchronization

/// Discord's end of the gateway: sessions, their events, and what clients may ask for.
///
/// Sockets are ``GatewayListener``'s business. Locks are taken in this order: world, session, connection, script.
package final class Gateway: Sendable {
    private struct Register {
        var sessions: [String: (session: GatewaySession, listener: Int)] = [:]
        var connections: [ObjectIdentifier: GatewayConnection] = [:]
        var ledgers: [Snowflake: IdentifyLedger] = [:]
        /// What bots want to be shown as, while they are connected.
        var presences: [Snowflake: JSON] = [:]
        var violations: [String] = []
        var counts = Counts()
        var random: any RandomNumberGenerator & Sendable
        var url = ""
        var resumeURL: String?
    }

    /// What happened so far.
    package struct Counts: Sendable, Equatable {
        package var connections = 0
        package var identifies = 0
        package var resumes = 0
        /// Those that were heard.
        package var heartbeats = 0
        /// Closes by the gateway, by code.
        package var closes: [CloseCode: Int] = [:]
    }

    /// Sessions kept; beyond it the oldest that is detached can no longer be resumed.
    static let sessionLimit = 1_000
    /// Violations kept; one is enough for a test to fail.
    static let violationLimit = 100

    let world: World
    package let limits: GatewayLimits
    package let faults: Faults
    let timeline: Timeline
    private let voiceEndpoint: String?
    private let register: Mutex<Register>

    /// - Parameter voiceEndpoint: what VOICE_SERVER_UPDATE names; nil says that no server is there.
    package init(
        world: World, limits: GatewayLimits = GatewayLimits(), faults: Faults = Faults(), voiceEndpoint: String? = nil,
        clock: any Clock<Duration> = ContinuousClock(),
        random: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator()
    ) {
        self.world = world
        self.limits = limits
        self.faults = faults
        self.voiceEndpoint = voiceEndpoint
        timeline = Timeline(clock)
        register = Mutex(Register(random: random))
    }

    // MARK: What others see

    /// Where clients connect to, once somebody listens.
    package var url: String {
        get { register.withLock { $0.url } }
        set { register.withLock { $0.url = newValue } }
    }

    /// What READY says as `resume_gateway_url`, whatever it is; as a rule ``url``.
    package var resumeURL: String {
        get { register.withLock { $0.resumeURL ?? $0.url } }
        set { register.withLock { $0.resumeURL = newValue } }
    }

    package var counts: Counts { register.withLock { $0.counts } }
    /// What no client should do, in words. Discord resets a bot's token for it.
    package var violations: [String] { register.withLock { $0.violations } }
    /// How many clients are connected.
    package var connected: Int { register.withLock { $0.connections.count } }
    /// How many sessions could go on.
    package var sessions: Int { register.withLock { $0.sessions.count } }

    /// What `GET /gateway/bot` answers.
    package func botGateway(of bot: Snowflake) -> JSON {
        let now = timeline.now()
        // As Discord recommends: 1,000 where 2,500 are allowed.
        let perShard = max(1, limits.guildsPerShard * 2 / 5)
        let shards = max(1, (world.guilds(of: bot).count + perShard - 1) / perShard)
        return register.withLock { register in
            let ledger = register.ledgers[bot] ?? IdentifyLedger()
            return [
                "url": .string(register.url), "shards": .integer(shards),
                "session_start_limit": [
                    "total": .integer(limits.sessionStarts),
                    "remaining": .integer(ledger.remaining(at: now, limits: limits)),
                    "reset_after": .integer(ledger.resetAfter(at: now).milliseconds),
                    "max_concurrency": .integer(limits.maxConcurrency),
                ],
            ]
        }
    }

    /// Strikes every client that is connected now.
    package func strike(_ fault: GatewayFault) {
        for connection in register.withLock({ Array($0.connections.values) }) { connection.suffer(fault) }
    }

    // MARK: Connections

    func open(_ connection: GatewayConnection) {
        register.withLock { register in
            register.counts.connections += 1
            register.connections[ObjectIdentifier(connection)] = connection
        }
        let faults = faults.take(.connect)
        let interval = faults.lazy.compactMap { if case .helloInterval(let interval) = $0 { interval } else { nil } }
        for fault in faults { connection.suffer(fault) }
        if !faults.contains(.noHello) {
            connection.send(ServerPayload.hello(interval.first ?? .integer(limits.heartbeatInterval.milliseconds)))
        }
    }

    func closed(_ connection: GatewayConnection) {
        register.withLock { _ = $0.connections.removeValue(forKey: ObjectIdentifier(connection)) }
        guard let session = connection.session else { return }
        session.detach(connection, at: timeline.now())
        if !isConnected(session.identity.bot) { world.setPresence(of: session.identity.bot, ["status": "offline"]) }
    }

    // MARK: Presence

    /// Who says nothing about it is online.
    func show(_ bot: Snowflake, as presence: JSON? = nil) {
        let shown = register.withLock { register in
            if let presence, presence.object != nil { register.presences[bot] = presence }
            return register.presences[bot] ?? ["status": "online"]
        }
        world.setPresence(of: bot, shown)
    }

    private func isConnected(_ bot: Snowflake) -> Bool {
        let sessions = register.withLock { $0.sessions.values.map(\.session) }
        return sessions.contains { $0.identity.bot == bot && !$0.isDetached }
    }

    func close(_ connection: GatewayConnection, _ code: CloseCode) {
        register.withLock { $0.counts.closes[code, default: 0] += 1 }
        // These end the session too: who comes back must IDENTIFY.
        if [.sessionTimedOut, .invalidSequence, .notAuthenticated].contains(code), let session = connection.session {
            forget(session.id)
        }
        connection.end(code)
    }

    func strike(_ moment: GatewayMoment, _ connection: GatewayConnection) {
        for fault in faults.take(moment) { connection.suffer(fault) }
    }

    // MARK: Sessions

    func admit(_ identify: Identify, of bot: Snowflake) -> IdentifyLedger.Verdict {
        let now = timeline.now()
        return register.withLock { register in
            let verdict = register.ledgers[bot, default: IdentifyLedger()].identify(
                shard: identify.shard, at: now, limits: limits)
            if verdict == .admitted { register.counts.identifies += 1 }
            return verdict
        }
    }

    func newSessionID() -> String {
        let (high, low) = register.withLock { ($0.random.next() as UInt64, $0.random.next() as UInt64) }
        return String(high, radix: 16) + String(low, radix: 16)
    }

    func remember(_ session: GatewaySession) {
        let now = timeline.now()
        let listener = world.listen(for: session.identity.bot) { session.hear($0) }
        let over = register.withLock { register in
            var over = register.sessions.values.filter { $0.session.isOver(at: now) }
            if register.sessions.count - over.count >= Self.sessionLimit {
                over += register.sessions.values.filter { $0.session.isDetached }.prefix(1)
            }
            for old in over { register.sessions[old.session.id] = nil }
            register.sessions[session.id] = (session, listener)
            return over.map(\.listener)
        }
        over.forEach(world.stopListening)
    }

    func session(_ id: String) -> GatewaySession? { register.withLock { $0.sessions[id]?.session } }

    func countHeartbeat() { register.withLock { $0.counts.heartbeats += 1 } }

    func countResume() { register.withLock { $0.counts.resumes += 1 } }

    func forget(_ id: String) {
        if let gone = register.withLock({ $0.sessions.removeValue(forKey: id) }) { world.stopListening(gone.listener) }
    }

    func violate(_ what: String) {
        register.withLock { if $0.violations.count < Self.violationLimit { $0.violations.append(what) } }
    }

    /// What Discord does to a bot that identifies too often: every session ends and the token is another one.
    func resetToken(of identity: BotIdentity) {
        violate("bot \(identity.bot) identified more than \(limits.sessionStarts) times in 24 hours")
        let sessions = register.withLock { $0.sessions.values.map(\.session) }
        for session in sessions where session.identity.bot == identity.bot {
            session.close(.authenticationFailed)
            forget(session.id)
        }
        world.resetToken(of: identity.bot, to: "reset." + newSessionID())
    }

    func voiceServer(for guild: Snowflake) -> JSON {
        [
            "token": .string(newSessionID()), "guild_id": JSON(guild),
            "endpoint": voiceEndpoint.map { .string($0) } ?? .null,
        ]
    }
}

extension Duration {
    fileprivate var milliseconds: Int { Int(self / .milliseconds(1)) }
}
