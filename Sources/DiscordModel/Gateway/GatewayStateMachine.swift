/// One shard's life on the gateway: what happened in, what to do out. It knows no socket and no clock.
///
/// A connection has a generation. What is told of an earlier one comes too late and changes nothing.
///
/// Each time is a duration since some fixed moment. Who drives it calls ``handle(_:at:)`` with
/// ``Event/timePassed(isListening:)`` when ``deadline`` has come.
package struct GatewayStateMachine {
    package enum Event {
        case start
        case connected(Int)
        case connectFailed(Int)
        /// One document, opened.
        case received([UInt8], Int)
        /// The compressed stream cannot be opened any more.
        case garbled(Int)
        case closed(GatewayCloseCode?, Int)
        /// The ledger's answers to ``Action/askToIdentify(_:)``.
        case mayIdentify(Int)
        case mayNotIdentify(Int, for: Duration)
        /// - Parameter isListening: false while what comes in is not read.
        case timePassed(isListening: Bool)
        /// The program ends. The session stays, for who resumes it.
        case stop
    }

    package enum Action: Hashable {
        /// With the generation that the connection will be known by.
        case connect(GatewayAddress, Int)
        /// Close, with this code, and do not wait for anything.
        case drop(GatewayCloseCode, Int)
        case send(GatewayPayload)
        case askToIdentify(Int)
        /// An event of the document that was received.
        case emit(GatewayFrame)
        case report(GatewayTrouble)
        /// Nothing will follow: the sentence is for the operator.
        case stop(String)
    }

    enum Phase: Equatable {
        case idle
        case resting(until: Duration)
        case connecting
        case awaitingHello(until: Duration)
        case awaitingLeave
        case identifying
        case resuming(until: Duration)
        case live(since: Duration)
        case stopped
    }

    /// Commands that wait for the connection, or for the budget.
    package static let commandLimit = 64

    /// So many unreadable messages in a row, and the stream is garbled, though it can be inflated.
    static let unreadableLimit = 3

    let base: GatewayAddress
    let intents: Intents
    let timing: GatewayTiming
    let chance: @Sendable () -> Double

    var phase = Phase.idle
    package var generation = 0
    /// Why it has stopped, where Discord said so.
    package internal(set) var refusal: GatewayCloseCode?
    var sessionPlace: (id: String, resumeURL: String?)?
    var window = SequenceWindow()
    var heartbeat: Heartbeat?
    var budget = SendBudget()
    /// Whether this connection was made to resume the session.
    var isResuming = false
    /// Tries in a row that brought nothing new.
    var resumeTries = 0
    /// Connections in a row that did not last.
    var failures = 0
    /// Messages in a row that were no payloads.
    var unreadable = 0
    private(set) var commands: [[UInt8]] = []

    /// - Parameters:
    ///   - base: where new sessions begin.
    ///   - session: to be resumed, if it is young enough.
    ///   - chance: 0 to 1, at random.
    package init(
        base: GatewayAddress, intents: Intents, resuming session: GatewaySession? = nil,
        timing: GatewayTiming = GatewayTiming(), chance: @escaping @Sendable () -> Double
    ) {
        self.base = base
        self.intents = intents
        self.timing = timing
        self.chance = chance
        if let session {
            sessionPlace = (session.id, session.resumeURL)
            window = SequenceWindow(last: session.sequence)
        }
    }

    /// What would have to be kept now, to go on after a restart.
    package var session: GatewaySession? {
        guard let sessionPlace, let last = window.last else { return nil }
        return GatewaySession(id: sessionPlace.id, resumeURL: sessionPlace.resumeURL, sequence: last)
    }

    package var isLive: Bool { if case .live = phase { true } else { false } }

    /// From a heartbeat to its acknowledgement.
    package var latency: Duration? { heartbeat?.latency }

    /// What who drives it looks at after each event.
    package struct Pulse {
        package let isLive: Bool
        package let latency: Duration?
        package let deadline: Duration?
    }

    /// Mutating, so that the machine is looked at where it stands: from another module a getter copies all of it.
    package mutating func pulse() -> Pulse { Pulse(isLive: isLive, latency: latency, deadline: deadline) }

    /// When something has to be done though nothing happens.
    package var deadline: Duration? {
        var deadline = heartbeat?.due
        // Asked after every event: no list is made of it.
        func consider(_ other: Duration?) { if let other { deadline = min(deadline ?? other, other) } }
        switch phase {
        case .resting(let until), .awaitingHello(let until), .resuming(let until): consider(until)
        default: break
        }
        if isLive, !commands.isEmpty { consider(budget.free(at: .zero)) }
        return deadline
    }

    package mutating func handle(_ event: Event, at now: Duration) -> [Action] {
        switch event {
        case .start: return phase == .idle ? connect() : []
        case .connected(let generation):
            guard generation == self.generation, phase == .connecting else { return [] }
            phase = .awaitingHello(until: now + timing.hello)
            return []
        case .connectFailed(let generation):
            guard generation == self.generation, phase == .connecting else { return [] }
            // The base could not be reached either, so it is not the session's address that is at fault.
            if !isResuming { resumeTries = 0 }
            return [.report(.connectFailed)] + rest(at: now)
        case .received(let document, let generation):
            return isConnected(generation) ? receive(document, at: now) : []
        case .garbled(let generation):
            return isConnected(generation) ? give(up: .garbledStream, at: now) : []
        case .closed(let code, let generation):
            return isConnected(generation) ? closed(by: code, at: now) : []
        case .mayIdentify(let generation):
            guard generation == self.generation, phase == .awaitingLeave else { return [] }
            return identify(at: now)
        case .mayNotIdentify(let generation, let pause):
            guard generation == self.generation, phase == .awaitingLeave else { return [] }
            return [.drop(.comingBack, generation)] + rest(until: now + pause)
        case .timePassed(let isListening): return timePassed(at: now, isListening: isListening)
        case .stop: return stop()
        }
    }

    /// Sends a ``GatewayCommand``, as soon as the session lives and Discord's limit allows it. In the order of the calls.
    package mutating func send(_ command: GatewayCommand, at now: Duration) throws(GatewayCommandFault) -> [Action] {
        let bytes = try command.bytes()
        guard commands.count < Self.commandLimit else { throw .tooManyWaiting }
        commands.append(bytes)
        return sendCommands(at: now)
    }

    mutating func sendCommands(at now: Duration) -> [Action] {
        var actions: [Action] = []
        while isLive, budget.allows(isUrgent: false, at: now), !commands.isEmpty {
            actions.append(send(.command(commands.removeFirst()), at: now))
        }
        return actions
    }

    mutating func send(_ payload: GatewayPayload, at now: Duration) -> Action {
        budget.spend(at: now)
        return .send(payload)
    }
}
