/// What one connection may do and when: sizes, pace, heartbeats, the order of logging in.
struct ConnectionRules {
    private enum Login { case open, identified }

    private let limits: GatewayLimits
    private var login = Login.open
    private var sent: [Duration] = []
    private var lastHeartbeat: Duration
    private let openedAt: Duration

    init(limits: GatewayLimits, at now: Duration) {
        self.limits = limits
        openedAt = now
        lastHeartbeat = now
    }

    /// A message came. Throws the code to close with.
    mutating func receive(_ message: [UInt8], at now: Duration) throws(CloseCode) -> ClientPayload {
        try pace(at: now)
        guard message.count <= limits.payloadBytes else { throw .decodeError }
        let payload = try ClientPayload(message)
        switch payload {
        case .heartbeat: lastHeartbeat = now
        case .identify, .resume: if login == .identified { throw .alreadyAuthenticated }
        default: if login == .open { throw .notAuthenticated }
        }
        return payload
    }

    mutating func didLogIn() { login = .identified }
    mutating func didLogOut() { login = .open }

    /// When to look again, or the code to close with.
    func nextCheck(at now: Duration) throws(CloseCode) -> Duration {
        let beat = lastHeartbeat + limits.heartbeatInterval * limits.patience
        guard now < beat else { throw .sessionTimedOut }
        guard login == .open else { return beat }
        guard now < openedAt + limits.loginTime else { throw .sessionTimedOut }
        return min(beat, openedAt + limits.loginTime)
    }

    private mutating func pace(at now: Duration) throws(CloseCode) {
        sent.removeAll { $0 <= now - limits.payloadWindow }
        guard sent.count < limits.payloads else { throw .rateLimited }
        sent.append(now)
    }
}
