import DiscordModel
import Synchronization

/// One client's connection: its rules, its session once it has one, and what waits to be written.
final class GatewayConnection: Sendable {
    private struct State {
        var rules: ConnectionRules
        var session: GatewaySession?
        /// Held back by ``GatewayFault/swap`` until another event has gone.
        var heldBack: [UInt8]?
        var acknowledges = true
        /// Whether what the client says is heard at all.
        var hears = true
    }

    let outgoing: AsyncStream<Outgoing>
    private let outbox: AsyncStream<Outgoing>.Continuation
    private let state: Mutex<State>
    private let faults: Faults

    init(limits: GatewayLimits, faults: Faults, at now: Duration) {
        (outgoing, outbox) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(limits.outbox))
        state = Mutex(State(rules: ConnectionRules(limits: limits, at: now)))
        self.faults = faults
    }

    // MARK: In

    /// Nil when the client is not heard.
    func receive(_ message: [UInt8], at now: Duration) throws(CloseCode) -> ClientPayload? {
        try state.withLock { state throws(CloseCode) in
            guard state.hears else { return nil }
            return try state.rules.receive(message, at: now)
        }
    }

    func nextCheck(at now: Duration) throws(CloseCode) -> Duration {
        try state.withLock { state throws(CloseCode) in try state.rules.nextCheck(at: now) }
    }

    var session: GatewaySession? { state.withLock { $0.session } }

    func logIn(_ session: GatewaySession) {
        state.withLock { state in
            state.session = session
            state.rules.didLogIn()
        }
    }

    func logOut() {
        state.withLock { state in
            state.session = nil
            state.rules.didLogOut()
        }
    }

    // MARK: Out

    /// Something other than an event.
    func send(_ payload: JSON) { write(.payload(payload.bytes)) }

    func acknowledge() {
        if state.withLock({ $0.acknowledges }) { send(ServerPayload.acknowledgement) }
    }

    /// - Parameter name: empty for what is replayed.
    func send(event name: String, _ payload: [UInt8]) {
        let faults = name.isEmpty ? [] : faults.take(.event(name))
        if faults.contains(.lose) { return }
        if faults.contains(.swap) { return state.withLock { $0.heldBack = payload } }
        write(.payload(payload))
        if faults.contains(.duplicate) { write(.payload(payload)) }
        if let late = state.withLock({ state in
            defer { state.heldBack = nil }
            return state.heldBack
        }) {
            write(.payload(late))
        }
        for fault in faults { suffer(fault) }
    }

    func end(_ code: CloseCode) { write(.close(code: code.rawValue, reason: code.reason)) }

    func write(_ message: Outgoing) {
        guard case .dropped = outbox.yield(message) else { return }
        // The client does not read: what it misses now, it can ask for by a resume.
        outbox.finish()
    }

    // MARK: Faults

    func suffer(_ fault: GatewayFault) {
        switch fault {
        case .drop: write(.wire(.cut(after: 0, .close)))
        case .reset: write(.wire(.cut(after: 0, .reset)))
        case .stall: write(.wire(.cut(after: 0, .silence)))
        case .halfOpen:
            state.withLock { $0.hears = false }
            write(.wire(.cut(after: 0, .silence)))
        case .cut(let bytes, let ending): write(.wire(.cut(after: bytes, ending)))
        case .garble(let bytes): write(.wire(.garble(after: bytes)))
        case .slow(let delay): write(.slow(delay))
        case .noAcknowledgements: state.withLock { $0.acknowledges = false }
        case .heartbeatRequest: send(ServerPayload.heartbeatRequest)
        case .reconnect: send(ServerPayload.reconnect)
        case .invalidSession(let resumable): send(ServerPayload.invalidSession(resumable: resumable))
        case .close(let code): write(.close(code: code, reason: "By script."))
        case .say(let payload): send(payload)
        case .sayText(let text): write(.payload(Array(text.utf8)))
        case .duplicate, .swap, .lose, .noHello, .helloInterval: break  // of one message, where it is sent
        }
    }
}
