/// How connections begin and end.
extension GatewayStateMachine {
    func isConnected(_ generation: Int) -> Bool {
        guard generation == self.generation else { return false }
        return switch phase {
        case .awaitingHello, .awaitingLeave, .identifying, .resuming, .live: true
        case .idle, .resting, .connecting, .stopped: false
        }
    }

    /// To where the session was, a few times; then to where new ones begin.
    mutating func connect() -> [Action] {
        generation &+= 1
        heartbeat = nil
        budget = SendBudget()
        unreadable = 0
        phase = .connecting
        isResuming = session != nil && resumeTries < timing.resumeTries
        guard isResuming else { return [.connect(base, generation)] }
        resumeTries += 1
        guard let url = sessionPlace?.resumeURL else { return [.connect(base, generation)] }
        guard let address = GatewayAddress(url), base.mayHandOver(to: address) else {
            return [.report(.strangeResumeURL), .connect(base, generation)]
        }
        return [.connect(address, generation)]
    }

    /// HELLO has come: say who we are.
    mutating func introduce(at now: Duration) -> [Action] {
        if isResuming, let session {
            phase = .resuming(until: now + timing.resume)
            return [send(.resume(session: session.id, sequence: session.sequence), at: now)]
        }
        phase = .awaitingLeave
        guard session != nil else { return [.askToIdentify(generation)] }
        endSession()
        return [.report(.resumeGivenUp), .askToIdentify(generation)]
    }

    mutating func identify(at now: Duration) -> [Action] {
        endSession()
        phase = .identifying
        return [send(.identify, at: now)]
    }

    mutating func endSession() {
        sessionPlace = nil
        window = SequenceWindow()
        resumeTries = 0
    }

    mutating func closed(by code: GatewayCloseCode?, at now: Duration) -> [Action] {
        let report = Action.report(.closed(code))
        switch (code?.remedy(asking: intents) ?? .resume, code) {
        case (.stop(let sentence), _):
            phase = .stopped
            heartbeat = nil
            refusal = code
            return [report, .stop(sentence)]
        case (.identify, _): endSession()
        case (.resume, .notAuthenticated):
            // Sent too early, or the session is dead: only trying tells, and it costs nothing. Trying again does not.
            if case .resuming = phase { endSession() }
        case (.resume, .rateLimited): return [report] + rest(at: now, atLeast: .seconds(5))
        case (.resume, _): break
        }
        return [report] + rest(at: now)
    }

    /// Ends the connection and comes back.
    mutating func give(up trouble: GatewayTrouble, at now: Duration) -> [Action] {
        [.report(trouble), .drop(.comingBack, generation)] + rest(at: now)
    }

    /// Discord asks us to leave. Who is asked again and again is in no hurry.
    mutating func reconnect(at now: Duration) -> [Action] {
        let leave: [Action] = [.report(.reconnectAsked), .drop(.comingBack, generation)]
        noteSteadiness(at: now)
        guard failures == 0 else { return leave + rest(at: now) }
        failures = 1
        return leave + connect()
    }

    mutating func invalidSession(mayResume: Bool, at now: Duration) -> [Action] {
        if !mayResume { endSession() }
        let range = timing.invalidSession
        let pause = range.lowerBound + (range.upperBound - range.lowerBound) * chance()
        return [.report(.invalidSession(mayResume: mayResume)), .drop(.comingBack, generation)]
            + rest(at: now, atLeast: pause)
    }

    /// Exponential back-off with full jitter.
    mutating func rest(at now: Duration, atLeast floor: Duration = .zero) -> [Action] {
        noteSteadiness(at: now)
        let doubled = timing.rest.lowerBound * (1 << min(failures, 16))
        failures += 1
        return rest(until: now + max(floor, min(timing.rest.upperBound, doubled) * chance()))
    }

    mutating func rest(until end: Duration) -> [Action] {
        phase = .resting(until: end)
        heartbeat = nil
        return []
    }

    private mutating func noteSteadiness(at now: Duration) {
        if case .live(let since) = phase, now - since >= timing.steady { failures = 0 }
    }

    mutating func timePassed(at now: Duration, isListening: Bool) -> [Action] {
        switch phase {
        case .resting(let until) where until <= now: return connect()
        case .awaitingHello(let until) where until <= now:
            guard !isListening else { return give(up: .noHello, at: now) }
            phase = .awaitingHello(until: now + timing.hello)
        case .resuming(let until) where until <= now:
            guard !isListening else { return give(up: .noAnswerToResume, at: now) }
            phase = .resuming(until: now + timing.resume)
        default: break
        }
        if let due = heartbeat?.due, due <= now {
            guard heartbeat?.beat(at: now, isListening: isListening) == .send else {
                return give(up: .noHeartbeatACK, at: now)
            }
            return [send(.heartbeat(window.last), at: now)] + sendCommands(at: now)
        }
        return sendCommands(at: now)
    }

    mutating func stop() -> [Action] {
        let isOpen = isConnected(generation) || phase == .connecting
        phase = .stopped
        heartbeat = nil
        return isOpen ? [.drop(.comingBack, generation)] : []
    }
}
